from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.adapters.config import load_settings_file
from tui_reader.adapters.settings_edit import SettingNotSavedError, save_setting
from tui_reader.adapters.yaml_file import SettingsError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config" / "settings.yaml"


def test_a_file_is_begun_with_the_first_setting_and_ended_with_the_last(file: Path) -> None:
    assert save_setting("reader", "韩一鸣").settings.reader == "韩一鸣"
    assert file.read_bytes() == "reader: 韩一鸣\n".encode()
    save_setting("mouse", "off")
    assert save_setting("figure-pixels", "1600").lines == {"reader": 1, "mouse": 2, "figure-pixels": 3}
    assert file.read_bytes() == "reader: 韩一鸣\nmouse: off\nfigure-pixels: 1600\n".encode()
    for name in ("reader", "mouse", "figure-pixels"):
        save_setting(name, "")
    assert file.read_bytes() == b""
    assert load_settings_file().settings.mouse == "on"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# mine\nlanguage: en # for now\n\nmouse: on\n", "# mine\nlanguage: zh_CN # for now\n\nmouse: on\n"),
        ("\ufeffmouse: on\r\nlanguage:   en\r\n", "mouse: on\r\nlanguage: zh_CN\r\n"),
        ("mouse: on", "mouse: on\nlanguage: zh_CN\n"),
        ("mouse: on\r\n# end", "mouse: on\r\n# end\r\nlanguage: zh_CN\r\n"),
        ('bindings:\n  find: "ctrl+f"\n', 'bindings:\n  find: "ctrl+f"\nlanguage: zh_CN\n'),
        ("language:\n", "language: zh_CN\n"),
    ],
)
def test_the_rest_of_the_file_stays_as_it_is(file: Path, before: str, after: str) -> None:
    file.parent.mkdir()
    file.write_bytes(before.encode())
    assert save_setting("language", "zh_CN").settings.language == "zh_CN"
    assert file.read_bytes() == after.encode()


@pytest.mark.parametrize("name", ["on", "null", "1600", "a: b", "# no", "“x”", "'", "- a", "O'Neil"])
def test_a_name_may_be_called_as_it_likes(file: Path, name: str) -> None:
    save_setting("contact", "me@example.org")
    save_setting("reader", name)
    assert load_settings_file().settings.reader == name


@pytest.mark.parametrize(
    ("before", "name", "value", "said"),
    [
        ("", "figure-pixels", "wide", "figure-pixels wants a number"),
        ("", "language", "fr", 'language cannot be "fr"'),
        ("mouse: maybe\n", "reader", "Mira", 'settings.yaml:1: mouse cannot be "maybe"'),
        ("{mouse: on}\n", "reader", "Mira", "could not be changed there without changing more|this is not YAML"),
    ],
)
def test_what_cannot_be_set_leaves_the_file_as_it_was(
    file: Path, before: str, name: str, value: str, said: str
) -> None:
    file.parent.mkdir()
    file.write_text(before)
    with pytest.raises((SettingsError, SettingNotSavedError), match=said):
        save_setting(name, value)
    assert file.read_text() == before


def test_a_file_that_cannot_be_written_is_said(file: Path) -> None:
    file.parent.write_text("no folder")
    with pytest.raises(SettingNotSavedError, match="cannot be written"):
        save_setting("reader", "Mira")


def test_only_single_values_are_set_so(file: Path) -> None:
    with pytest.raises(KeyError):
        save_setting("bindings", "x")
