"""Which pictures are there, and which one a wrong address may mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.adapters import pictures as pictures_module
from tui_reader.adapters.pictures import LocalPictures
from tui_reader.core.rule import Similar


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The top of a git working tree; the log will lie in its folder ``notes``."""
    top = tmp_path / "club"
    (top / ".git").mkdir(parents=True)
    (top / "notes").mkdir()
    return top


Look = Callable[..., LocalPictures]


@pytest.fixture
def look(tree: Path) -> Look:
    """Make files with these paths in the tree, and look at them from ``notes/log.md``."""

    def look(*paths: str, log: str = "notes/log.md") -> LocalPictures:
        for path in (*paths, log):
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).touch()
        return LocalPictures(tree / log)

    return look


@pytest.mark.parametrize(
    "address",
    [
        "Images/kelp.png",
        "./Images/kelp.png",
        " Images//kelp.png ",
        "Images/../Images/kelp.png",
        "Images/kelp.png?raw=true",
        "Images/kelp.png#big",
        "Images/%6belp.png",
        "Images/with space.png",
        "Images/with%20space.png",
        "Images/海藻（一）.png",
        "Images/%E6%B5%B7%E8%97%BB%EF%BC%88%E4%B8%80%EF%BC%89.png",
        "Images/a%231.png",
        "Images/a\\_b.png",
        "Images/a&amp;b.png",
        "../top.png",
        "/top.png",
        "/notes/Images/kelp.png",
        "Images/100%.png",
        ".assets/hidden.png",
    ],
)
def test_a_picture_is_there(look: Look, address: str) -> None:
    seen = look(
        *(f"notes/Images/{name}" for name in ("kelp.png", "with space.png", "海藻（一）.png", "a#1.png", "a_b.png")),
        *("notes/Images/a&b.png", "top.png", "notes/Images/100%.png", "notes/.assets/hidden.png"),
    )
    assert seen.is_there(address) is True


@pytest.mark.parametrize(
    "address",
    [
        "Images/Kelp.png",
        "images/kelp.png",
        "Images/kelp.jpg",
        "kelp.png",
        "Images",
        "/Images/kelp.png",
        "Images\\kelp.png",
        "C:\\Users\\mira\\kelp.png",
        "C:/Users/mira/kelp.png",
        "~/kelp.png",
        "Images/kelp.png\x00",
        "Images/kelp%00.png",
        "Images/%ff.png",
        "Images/kelp.png/more.png",
        "Images/" + "a" * 5000,
    ],
)
def test_a_picture_is_not_there(look: Look, address: str) -> None:
    assert look("notes/Images/kelp.png").is_there(address) is False


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://example.org/kelp.png",
        "//example.org/kelp.png",
        "data:image/png;base64,AAAA",
        "file:///tmp/kelp.png",
        "mailto:mira@example.org",
        "#kelp",
        "?raw=true",
        "../../etc/passwd",
        "../../../../../../../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
    ],
)
def test_nobody_looks_outside_or_on_the_web(look: Look, address: str) -> None:
    assert look().is_there(address) is None


def test_without_git_nobody_looks_above_the_logs_folder(tmp_path: Path) -> None:
    (tmp_path / "notes" / "Images").mkdir(parents=True)
    (tmp_path / "top.png").touch()
    (tmp_path / "notes" / "Images" / "kelp.png").touch()
    seen = LocalPictures(tmp_path / "notes" / "log.md")
    assert seen.is_there("Images/kelp.png") is True
    assert seen.is_there("Images/../Images/kelp.png") is True
    assert seen.is_there("../top.png") is None
    assert seen.is_there("/top.png") is None
    assert seen.similar("topp.png") is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_followed_as_long_as_they_stay_inside(look: Look, tree: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.png").touch()
    seen = look("pictures/kelp.png")
    (tree / "notes" / "inner").symlink_to(tree / "pictures")
    (tree / "notes" / "outer").symlink_to(tmp_path / "outside")
    (tree / "notes" / "secret.png").symlink_to(tmp_path / "outside" / "secret.png")
    (tree / "notes" / "round").symlink_to(tree / "notes" / "round")
    assert seen.is_there("inner/kelp.png") is True
    assert seen.is_there("outer/secret.png") is False
    assert seen.is_there("secret.png") is False
    assert seen.is_there("round/kelp.png") is False
    assert seen.is_there("log.md") is True
    assert seen.similar("sceret.png") is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_log_that_is_a_link_is_looked_at_where_it_lies(look: Look, tree: Path, tmp_path: Path) -> None:
    look("notes/Images/kelp.png")
    (tmp_path / "mine.md").symlink_to(tree / "notes" / "log.md")
    assert LocalPictures(tmp_path / "mine.md").is_there("Images/kelp.png") is True


def test_a_folder_is_listed_once(look: Look, tree: Path) -> None:
    seen = look("notes/Images/kelp.png")
    assert seen.is_there("Images/otter.png") is False
    (tree / "notes" / "Images" / "otter.png").touch()
    assert seen.is_there("Images/otter.png") is False
    assert LocalPictures(tree / "notes" / "log.md").is_there("Images/otter.png") is True


def test_of_a_very_full_folder_not_all_names_are_read(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_module, "MOST_NAMES", 3)
    seen = look(*(f"notes/Images/kelp{letter}.png" for letter in "abcdefgh"), "notes/other/barnacle.png")
    assert all(seen.is_there(f"Images/kelp{letter}.png") for letter in "abcdefgh")
    assert seen.is_there("Images/kelpz.png") is False
    similar = seen.similar("barnacle.png")
    assert similar is None or not similar.certain


@pytest.mark.parametrize(
    ("address", "there", "meant"),
    [
        ("Images/kelp.png", "notes/images/Kelp.PNG", "images/Kelp.PNG"),
        ("Images\\kelp.png", "notes/Images/kelp.png", "Images/kelp.png"),
        ("Images/Cafe\u0301.png", "notes/Images/Café.png", "Images/Café.png"),
        ("Images/kelp(1).png", "notes/Images/kelp（1）.png", "Images/kelp（1）.png"),
        ("Images/kelp%2520forest.png", "notes/Images/kelp forest.png", "Images/kelp%20forest.png"),
        ("Images/kelp%20forest.png", "notes/Images/kelp%20forest.png", "Images/kelp%2520forest.png"),
        ("Images/kelp#2.png", "notes/Images/kelp#2.png", "Images/kelp%232.png"),
        ("Images/kelp?.png", "notes/Images/kelp?.png", "Images/kelp%3F.png"),
        ("Images/kelp-forest.png", "notes/figures/2024/kelp-forest.png", "figures/2024/kelp-forest.png"),
        ("kelp-forest.png", "figures/kelp-forest.png", "../figures/kelp-forest.png"),
        ("C:\\Users\\mira\\Pictures\\kelp-forest.png", "notes/Images/kelp-forest.png", "Images/kelp-forest.png"),
        ("/Images/kelp-forest.png", "notes/Images/kelp-forest.png", "Images/kelp-forest.png"),
        ("../../Images/kelp-forest.png", "notes/Images/kelp-forest.png", "Images/kelp-forest.png"),
    ],
)
def test_the_same_name_spelled_or_placed_differently_is_certain(
    look: Look, address: str, there: str, meant: str
) -> None:
    seen = look(there, "notes/Images/otters-at-sea.png")
    assert seen.similar(address) == Similar(meant, True)
    assert seen.is_there(meant) is True


@pytest.mark.parametrize(
    ("address", "there", "meant"),
    [
        ("Images/kelp-forest.png", "notes/Images/kelp-forest.jpg", "Images/kelp-forest.jpg"),
        ("Images/kelp-forest.png", "notes/figures/Kelp-Forest.PNG", "figures/Kelp-Forest.PNG"),
        ("Images/kelp-froest.png", "notes/Images/kelp-forest.png", "Images/kelp-forest.png"),
        ("Images/kelp forest.png", "notes/Images/kelp_forest.png", "Images/kelp_forest.png"),
        ("Images/fig01.png", "notes/Images/fig1.png", "Images/fig1.png"),
        ("image.png", "notes/2023/image.png", "2023/image.png"),
        ("图1.png", "notes/2023/图1.png", "2023/图1.png"),
    ],
)
def test_a_name_that_is_only_like_it_is_not_certain(look: Look, address: str, there: str, meant: str) -> None:
    seen = look(there, "notes/Images/otters-at-sea.png")
    assert seen.similar(address) == Similar(meant, False)
    assert seen.is_there(meant) is True


def test_of_several_folders_the_one_that_is_meant_or_the_nearest(look: Look) -> None:
    seen = look("notes/a/kelp-forest.png", "notes/b/kelp-forest.png", "kelp-forest.png")
    assert seen.similar("b/kelp-forset.png") == Similar("b/kelp-forest.png", False)
    assert seen.similar("c/kelp-forest.png") == Similar("a/kelp-forest.png", False)


def test_two_that_differ_by_case_are_not_certain(look: Look, tree: Path) -> None:
    seen = look("notes/Kelp.png", "notes/KELP.png")
    if len(os.listdir(tree / "notes")) == 3:
        assert seen.similar("kelp.png") == Similar("KELP.png", False)


@pytest.mark.parametrize("address", ["Images/kelp-2.png", "Images/whale.png", "Images/", "", "/", "Images/.png"])
def test_what_has_no_name_like_it_is_left_alone(look: Look, address: str) -> None:
    assert look("notes/Images/kelp-1.png", "notes/Images/kelp.txt", "notes/.hidden/whale.png").similar(address) is None


def test_an_address_that_looks_like_a_scheme_is_kept_from_it(look: Look) -> None:
    assert look("notes/kelp:forest.png").similar("Kelp:Forest.png") == Similar("./kelp:forest.png", True)


def test_what_parentheses_and_quotes_would_end_is_encoded(look: Look) -> None:
    seen = look('notes/kelp )"forest".png')
    similar = seen.similar('Kelp )"Forest".png')
    assert similar is not None
    assert not set(similar.address) & set(' )"')
    assert seen.is_there(similar.address) is True
