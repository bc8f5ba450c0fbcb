from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.adapters.config import Settings, load_settings
from tui_reader.adapters.settings_edit import SettingNotSavedError, save_setting
from tui_reader.adapters.yaml_file import SettingsError

WRITTEN = """\
# Mine, since the spring
reader: Mira Okafor   # not Mira O.
language: "en"

# nothing moves, please
bindings:
  entry.new: a, insert
mouse: no
# the end
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are; there is no file yet."""
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config" / "settings.yaml"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        (WRITTEN, "reader", "李雷", WRITTEN.replace("Mira Okafor ", "李雷 ")),
        (WRITTEN, "language", "zh_CN", WRITTEN.replace('"en"', "zh_CN")),
        (WRITTEN, "mouse", "on", WRITTEN.replace("mouse: no", "mouse: on")),
        (WRITTEN, "theme", "nord", WRITTEN + "theme: nord\n"),
        (WRITTEN, "mouse", "", WRITTEN.replace("mouse: no\n", "")),
        (WRITTEN, "reader", "", WRITTEN.replace(" Mira Okafor ", " ")),
        (WRITTEN, "theme", "", WRITTEN),
        ("", "reader", "Tom", "reader: Tom\n"),
        ("# nothing yet\n", "reader", "Tom", "# nothing yet\nreader: Tom\n"),
        ("keys: vim", "reader", "Tom", "keys: vim\nreader: Tom\n"),
        ("\ufeffkeys: vim\r\n", "keys", "emacs", "\ufeffkeys: emacs\r\n"),
        ("\ufeffkeys: vim\r\n", "reader", "Tom", "\ufeffkeys: vim\r\nreader: Tom\r\n"),
        ("\ufeffkeys: vim\r\n", "keys", "", "\ufeff"),
        ("reader:\nkeys: vim\n", "reader", "Tom", "reader: Tom\nkeys: vim\n"),
        ("reader:   # me\n", "reader", "Tom", "reader: Tom   # me\n"),
        ("reader: |\n  Mira\n\n# more\nkeys: vim\n", "reader", "Tom", "reader: Tom\n\n# more\nkeys: vim\n"),
        ("{reader: Tom, keys: vim} # both\n", "keys", "arrows", "{reader: Tom, keys: arrows} # both\n"),
        ("{keys: vim}\n", "reader", "a, b", "{reader: 'a, b', keys: vim}\n"),
        ("---\n  keys: vim\n...\n", "reader", "Tom", "---\n  reader: Tom\n  keys: vim\n...\n"),
        ("keys: vim\n", "figure-pixels", "800", "keys: vim\nfigure-pixels: 800\n"),
        ("keys: vim\n", "reader", "2024", "keys: vim\nreader: '2024'\n"),
    ],
)
def test_the_value_alone_is_changed(file: Path, before: str, name: str, value: str, after: str) -> None:
    if before:
        write(file, before)
    now = save_setting(name, value)
    assert file.read_bytes().decode() == after
    assert now.settings == load_settings()


@settings(max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12))
def test_a_name_is_read_back_whatever_it_is(file: Path, value: str) -> None:
    write(file, WRITTEN)
    try:
        save_setting("reader", value)
    except SettingNotSavedError:
        assert file.read_bytes().decode() == WRITTEN
        return
    assert load_settings().reader == " ".join(value.split())
    save_setting("reader", "Mira Okafor")
    assert load_settings() == Settings("en", "Mira Okafor", bindings={"entry.new": "a, insert"}, mouse="off")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("reeder", "Tom", 'there is no setting "reeder"; there are language, reader'),
        ("keys", "nano", 'keys cannot be "nano"; write one of vim, emacs, arrows'),
        ("figure-pixels", "wide", 'figure-pixels cannot be "wide"; write a number'),
        ("contact", "me", 'contact cannot be "me"; write a mail address'),
        ("bindings", "a", "bindings has several values; set it in the file"),
    ],
)
def test_what_a_setting_cannot_be_is_said_and_not_written(file: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(SettingNotSavedError) as caught:
        save_setting(name, value)
    assert str(caught.value).startswith(said)
    assert not file.exists()


@pytest.mark.parametrize("text", ["reader: Mira\nreeder: Tom\n", "keys: [\n", "a: 1\n---\nb: 2\n"])
def test_a_file_with_a_mistake_is_named_with_its_line_and_left_as_it_is(file: Path, text: str) -> None:
    write(file, text)
    with pytest.raises(SettingsError, match=r"settings.yaml:\d"):
        save_setting("reader", "Tom")
    assert file.read_text() == text


def test_a_file_behind_a_link_stays_there_with_its_rights(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.yaml"
    kept.write_text("keys: vim\n")
    kept.chmod(0o640)
    file.parent.mkdir()
    file.symlink_to(kept)
    save_setting("keys", "emacs")
    assert file.is_symlink()
    assert kept.read_text() == "keys: emacs\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "file" / "config"))
    with pytest.raises(SettingNotSavedError, match=r"settings.yaml: cannot be written \(.*\); mend its rights, or set"):
        save_setting("reader", "Tom")
    monkeypatch.delenv("READTUI_CONFIG_DIR")
    monkeypatch.setattr(os.path, "expanduser", str)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with pytest.raises(SettingNotSavedError, match="there is no folder for settings"):
        save_setting("reader", "Tom")
