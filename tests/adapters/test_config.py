from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.conftest import Somebody
from tui_reader.adapters.config import Settings, load_settings
from tui_reader.adapters.yaml_file import SettingsError

PACKAGE_FOLDER = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "settings.yaml"


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert load_settings() == Settings(language="auto", reader="", theme="")
    (tmp_path / "config").touch()
    assert load_settings() == Settings()


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}", "reader:\ntheme: ~\n", 'reader: ""\n'])
def test_what_is_set_to_nothing_is_as_usual(settings: Path, text: str) -> None:
    settings.write_text(text)
    assert load_settings() == Settings()


def test_what_is_set_holds(settings: Path) -> None:
    settings.write_text("# mine\nlanguage: zh_CN\nreader: 李听潮\ntheme: 'textual-dark'\n", encoding="utf-8")
    assert load_settings() == Settings("zh_CN", "李听潮", theme="textual-dark")


def test_other_spellings_of_the_file_are_read(settings: Path) -> None:
    settings.write_bytes(b"\xef\xbb\xbfreader: Mira  Okafor\r\nlanguage: en\r\n")
    assert load_settings() == Settings("en", "Mira Okafor")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language: en\nreeder: Mira\n", r'settings.yaml:2: there is no setting "reeder"; did you mean "reader"?'),
        ("shade: red\n", r'settings.yaml:1: there is no setting "shade"; there are language, reader, '),
        ("1: x\n", 'settings.yaml:1: there is no setting "1"'),
        ("reader: a\nreader: b\n", "settings.yaml:2: reader is set a second time"),
        ("reader: 2024\n", "settings.yaml:1: reader wants a text; put it in quotes"),
        ("\nreader:\n  - Mira\n", "settings.yaml:3: reader wants a text"),
        ("language: no\n", 'settings.yaml:1: language cannot be "no"'),
        ("language: fr\n", 'settings.yaml:1: language cannot be "fr"; write one of auto, en, zh_CN'),
        ("- reader\n", "settings.yaml:1: settings have names"),
        ("Mira\n", "settings.yaml:1: settings have names"),
        ("language: en\nreader: [Mira\n", "settings.yaml:3: this is not YAML"),
        ("reader: a: b\n", "settings.yaml:1: this is not YAML"),
        ("a: 1\n---\nb: 2\n", "settings.yaml:2: this is not YAML"),
        ("reader: *someone\n", "settings.yaml:1: this is not YAML"),
        ("reader: !!python/object/apply:os.system [echo]\n", "settings.yaml:1: reader wants a text"),
        ("reader: '\x1b'\n", "settings.yaml: this is not YAML"),
        ("reader: " + "[" * 700, "settings.yaml: this is not YAML"),
        ("? [a, b]\n: c\n", "settings.yaml:1: there is no setting"),
    ],
)
def test_a_mistake_is_named_with_its_line(settings: Path, text: str, said: str) -> None:
    settings.write_text(text)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    message = str(raised.value)
    assert said in message
    assert "\n" not in message


def test_a_file_in_another_encoding_is_refused(settings: Path) -> None:
    settings.write_bytes("reader: 李听潮\n".encode("gb18030"))
    with pytest.raises(SettingsError, match="not YAML in UTF-8"):
        load_settings()


def test_a_file_that_cannot_be_read_is_named(
    settings: Path, somebody: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.mkdir()
    with pytest.raises(SettingsError, match=r"settings\.yaml: the settings cannot be read"):
        load_settings()
    closed = somebody.home / "settings.yaml"
    closed.touch(mode=0)
    somebody.owns(closed)
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(somebody.home))
    with somebody.at_work(), pytest.raises(SettingsError, match="permission denied"):
        load_settings()


def test_without_a_file_no_yaml_is_loaded(tmp_path: Path) -> None:
    program = "import sys; from tui_reader.adapters.config import load_settings; load_settings()"
    program += "; print(sorted({'yaml', 'platformdirs', 'difflib'} & set(sys.modules)))"
    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(PACKAGE_FOLDER)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout == "[]\n"
