from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.commands.conftest import PROJECT, Readtui
from tui_reader.adapters.group_file import READERS
from tui_reader.adapters.settings_schema import GROUP

GROUP_FILE = """\
members:
  - Tom
  - name: Mira
    aliases: [米拉]
check:
  figure-missing: off
"""


def schema(readtui: Readtui, whose: str) -> Draft202012Validator:
    read = json.loads(readtui("config", "--schema", whose).stdout)
    Draft202012Validator.check_schema(read)
    return Draft202012Validator(read)


def mistakes(validator: Draft202012Validator, text: str) -> list[str]:
    return [
        error.json_path for error in validator.iter_errors(json.loads(json.dumps(yaml.safe_load(text), default=str)))
    ]


def test_each_value_is_shown_with_where_it_comes_from(
    readtui: Readtui, folder: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder / "own"
    own.mkdir()
    (own / "settings.yaml").write_text("# mine\nreader: Mira\nlanguage: zh_CN\n", encoding="utf-8")
    (folder / ".readtui.yaml").write_text(GROUP_FILE, encoding="utf-8")
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(own))
    monkeypatch.setenv("READTUI_LANG", "en")
    shown = json.loads(readtui("config", str(log), "--format", "json").stdout)
    person = {row["name"]: (row["value"], row["from"]) for row in shown["person"]["settings"]}
    assert person["reader"] == ("Mira", f"{own / 'settings.yaml'}:2")
    assert person["language"] == ("en", "READTUI_LANG")
    assert person["theme"] == (None, None)
    group = {row["name"]: (row["value"], row["from"]) for row in shown["group"]["settings"]}
    path = shown["group"]["path"]
    assert Path(path).samefile(folder / ".readtui.yaml")
    assert group["members"] == ("Tom, name: Mira, aliases: 米拉", f"{path}:2")
    assert group["check"] == ("figure-missing: off", f"{path}:6")
    assert group["template"] == (None, None)

    table = readtui("config", str(log)).output
    assert re.search(r"reader +Mira +line 2 +your name in the logs", table)
    assert re.search(r"language +en +READTUI_LANG", table)
    assert re.search(r"template +- +not set", table)
    assert readtui("config", "--path").output == f"{own / 'settings.yaml'}\n"


def test_a_setting_is_changed_from_the_shell(readtui: Readtui, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(folder / "own"))
    done = readtui("config", "--set", "reader=李雷", "--set", "keys = emacs")
    file = folder / "own" / "settings.yaml"
    assert done.output == f"reader: 李雷  ({file}:1)\nkeys: emacs  ({file}:2)\n"
    assert file.read_text(encoding="utf-8") == "reader: 李雷\nkeys: emacs\n"
    assert readtui("config", "--set", "reader=").output == "reader: -  (not set)\n"
    for wrong in ("keys=nano", "keyz=vim", "keys"):
        assert readtui("config", "--set", wrong).code == 2
    assert file.read_text(encoding="utf-8") == "keys: emacs\n"


def test_without_any_file_all_is_usual(readtui: Readtui) -> None:
    result = readtui("config", "--format", "json")
    assert result.code == 0
    shown: dict[str, Any] = json.loads(result.stdout)
    assert shown["group"]["path"] is None
    assert all(row["from"] is None for row in shown["person"]["settings"] + shown["group"]["settings"])
    assert "not there yet" in readtui("config").output


def test_a_mistake_is_one_line_and_a_wrong_path_too(readtui: Readtui, folder: Path, log: Path) -> None:
    (folder / ".readtui.yaml").write_text("membres: [Tom]\n", encoding="utf-8")
    result = readtui("config", str(log))
    assert result.code == 3
    assert "membres" in result.errors
    assert result.errors.count("\n") == 1
    assert readtui("config", "nowhere.md").code == 3
    assert readtui("config", str(log), str(log)).code == 2


def test_the_schemas_hold_what_may_be_set_and_no_more(readtui: Readtui) -> None:
    assert GROUP.keys() == READERS.keys()
    group, person = schema(readtui, "group"), schema(readtui, "person")
    assert mistakes(group, GROUP_FILE) == []
    assert mistakes(group, "") == []
    assert mistakes(group, "membres: [Tom]") == ["$"]
    assert mistakes(group, "check: {figure-missing: maybe}") == ["$.check['figure-missing']"]
    assert mistakes(group, "check: {summary-limit: 0}") == ["$.check['summary-limit']"]
    assert mistakes(group, "members: [{aliases: [x]}]") == ["$.members[0]"]
    assert mistakes(person, "language: zh_CN\nreader: Mira\n") == []
    assert mistakes(person, "language: fr") == ["$.language"]
    assert mistakes(person, "reader: 3") == ["$.reader"]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_settings_that_the_schemas_take(readtui: Readtui, name: str) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (PROJECT / name).read_text(encoding="utf-8"), re.DOTALL)
    (own,) = (block for block in blocks if "language:" in block)
    (agreed,) = (block for block in blocks if "members:" in block)
    assert mistakes(schema(readtui, "person"), own) == []
    assert mistakes(schema(readtui, "group"), agreed) == []
