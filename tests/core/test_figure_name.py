from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.figure_name import LONGEST, kind_of, name_for


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("KelpNet: Holding On in Surge", "KelpNet.png"),
        ("How Kelp Holds On", "How-Kelp-Holds-On.png"),
        ("Éclairs & Otters (a review)", "Eclairs-Otters-a-review.png"),
        ("../../etc/passwd", "etc-passwd.png"),
        ("海星再生", "figure.png"),
        ("", "figure.png"),
        (
            "A Title That Is So Long That Nobody Would Want It in the Name of a File",
            "A-Title-That-Is-So-Long-That-Nobody.png",
        ),
    ],
)
def test_a_name_comes_from_the_title_in_safe_signs(title: str, name: str) -> None:
    assert name_for(title, ".png", ()) == name


def test_no_name_is_given_twice_whatever_its_case() -> None:
    assert name_for("KelpNet: x", ".png", ["kelpnet.PNG", "KelpNet-2.png"]) == "KelpNet-3.png"


def test_other_scripts_are_spelled_as_somebody_says() -> None:
    assert name_for("海星: 再生", ".png", (), lambda text: "hai xing" if text == "海星" else text) == "hai-xing.png"


@given(st.text(max_size=200))
def test_any_title_gives_a_name_that_every_system_takes(title: str) -> None:
    stem, _, ending = name_for(title, ".png", ()).rpartition(".")
    assert ending == "png"
    assert 0 < len(stem) <= LONGEST
    assert all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in stem)


def test_pictures_are_known_by_how_they_begin() -> None:
    assert kind_of(b"\x89PNG\r\n\x1a\n....") == ".png"
    assert kind_of(b"RIFF....WEBPVP8") == ".webp"
    assert kind_of(b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg xmlns="x">') == ".svg"
    assert kind_of(b"<html><svg>") is None
    assert kind_of(b"%PDF-1.7") is None
    assert kind_of(b"") is None
