from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.adapters.path_completion import completed, path_from


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shots").mkdir()
    for name in ("kelp one.png", "kelp two.JPG", "kelp.txt", ".hidden.png", "whelk.png"):
        (tmp_path / "shots" / name).touch()
    return tmp_path


def test_a_path_goes_on_as_far_as_it_is_certain(home: Path) -> None:
    assert completed("sh") == ("shots/", ())
    assert completed("~/sh") == ("~/shots/", ())
    assert completed("shots/k") == ("shots/kelp ", ("kelp one.png", "kelp two.JPG"))
    assert completed("shots/kelp o") == ("shots/kelp one.png", ())
    assert completed("shots/").names == ("kelp one.png", "kelp two.JPG", "whelk.png")
    assert completed("shots/.h") == ("shots/.hidden.png", ())
    assert completed("nowhere/x") == ("nowhere/x", ())
    assert completed("\0") == ("\0", ())


@pytest.mark.parametrize(
    "typed",
    [
        "shots/kelp one.png",
        "~/shots/kelp one.png",
        "'shots/kelp one.png'",
        r"shots/kelp\ one.png",
        " shots/kelp one.png ",
    ],
)
def test_a_path_is_taken_as_it_is_typed_or_dropped(home: Path, typed: str) -> None:
    assert path_from(typed).samefile(home / "shots" / "kelp one.png")
    assert path_from(f"file://{home}/shots/kelp%20one.png").samefile(home / "shots" / "kelp one.png")
