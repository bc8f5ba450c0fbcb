from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui_reader
from tui_reader.adapters import language
from tui_reader.adapters.language import LANGUAGES, _, ngettext, say, use, wanted_by
from tui_reader.core.message import N_, ReadTuiError, message

PACKAGE = Path(tui_reader.__file__).parent
LANGUAGE_VARIABLES = ("READTUI_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")


@pytest.fixture(autouse=True)
def no_language_chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in LANGUAGE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    spoken_before = language.language()
    use(None)
    yield
    use(spoken_before)


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.GB18030"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "zh-Hans"}, "zh_CN"),
        ({"LANG": "zh_SG@pinyin"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zha_CN.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANGUAGE": "zh_CN:en"}, "zh_CN"),
        ({"LANGUAGE": "fr:zh_CN:en", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "fr", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANGUAGE": "zh_CN", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "zh_CN", "LANG": "C.UTF-8"}, "zh_CN"),
        ({"READTUI_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh_CN"),
        ({"READTUI_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"READTUI_LANG": "fr", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"READTUI_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
    ],
)
def test_the_environment_chooses_the_language(variables: dict[str, str], wanted: str) -> None:
    assert wanted_by(variables) == wanted


def test_without_a_choice_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert language.language() == "zh_CN"


def test_a_choice_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    use("en")
    assert language.language() == "en"
    use(None)
    assert language.language() == "zh_CN"


@pytest.mark.parametrize(
    ("choice", "spoken"), [("zh_CN", "zh_CN"), ("zh", "zh_CN"), ("en", "en"), ("tlh", "en"), ("", "en")]
)
def test_a_choice_may_be_any_name_of_a_language(choice: str, spoken: str) -> None:
    use(choice)
    assert language.language() == spoken


def test_english_is_what_stands_in_the_source() -> None:
    use("en")
    assert _("date") == "date"
    assert [ngettext("{n} line", "{n} lines", number) for number in (0, 1, 2)] == ["{n} lines", "{n} line", "{n} lines"]


def test_chinese_comes_from_the_catalogue() -> None:
    use("zh_CN")
    assert _("date") == "日期"


def test_a_sentence_without_a_translation_stays_english() -> None:
    use("zh_CN")
    untranslated = "nobody translated this {n}"
    assert _(untranslated) == untranslated
    assert ngettext(untranslated, untranslated + "s", 2) == untranslated + "s"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_nothing_translates_to_nothing(spoken: str) -> None:
    use(spoken)
    assert _("") == ""


def test_the_language_can_change_while_running() -> None:
    use("zh_CN")
    chinese = _("date")
    use("en")
    assert _("date") != chinese


def test_a_message_is_said_with_its_arguments() -> None:
    use("en")
    assert say(message(N_("line {line}: {what}"), line=3, what="{braces} stay")) == "line 3: {braces} stay"


def test_an_error_is_said_like_its_message() -> None:
    use("zh_CN")
    assert say(ReadTuiError("date")) == "日期"


def test_a_message_in_a_message_is_said_too() -> None:
    use("zh_CN")
    assert say(message("{inner}!", inner=message("date"))) == "日期!"
    assert say(message("{inner}!", inner=ReadTuiError("date"))) == "日期!"


def spoken_by(folder: Path, language: str, program: str) -> str:
    """What ``program`` prints in a process of its own that imports from ``folder``."""
    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(folder), "READTUI_LANG": language},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return finished.stdout


def test_english_loads_no_catalogue_machinery() -> None:
    program = "import sys; from tui_reader.adapters.language import _; _('date'); print('gettext' in sys.modules)"
    assert spoken_by(PACKAGE.parent, "en", program) == "False\n"


def test_a_tree_whose_catalogues_were_not_built_speaks_english(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "tui_reader", ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    program = "from tui_reader.adapters.language import _, language; print(language(), _('date'))"
    assert spoken_by(tmp_path, "zh_CN", program) == "zh_CN date\n"
