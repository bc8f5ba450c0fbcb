"""What other repositories run: the GitHub Action and the pre-commit hooks."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tui_reader.commands.check import VERB

ROOT = Path(__file__).parent.parent
OPTIONS = {option.name for option in VERB.options}
GOOD = "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n> >\n> > Summary: It grows.\n"
WRONG = GOOD.replace("2024-03-05", "2024-02-31")


@pytest.fixture
def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def hooks() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return loaded


def test_the_action_uses_options_inputs_and_steps_that_exist(action: dict[str, Any]) -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert action["runs"]["using"] == "composite"
    check = action["runs"]["steps"][-1]["run"]
    assert set(re.findall(r"(?<=[( ])--[a-z-]+", check)) <= OPTIONS
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    assert set(re.findall(r"steps\.([\w-]+)", text)) <= {step.get("id") for step in action["runs"]["steps"]}
    assert [step["name"] for step in action["runs"]["steps"] if "run" in step and step.get("shell") != "bash"] == []


def test_no_input_of_the_action_is_read_by_the_shell(action: dict[str, Any]) -> None:
    """An expression inside a script would run what stands in it."""
    assert [step["name"] for step in action["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_the_hooks_call_the_verb_with_options_that_exist(hooks: list[dict[str, Any]]) -> None:
    assert [hook["id"] for hook in hooks] == ["readtui-check", "readtui-fix"]
    for hook in hooks:
        program, verb, *options = shlex.split(hook["entry"])
        assert f"{program} {verb}" == VERB.command
        assert set(options) <= OPTIONS
        assert (hook["language"], hook["types"], hook["require_serial"]) == ("python", ["markdown"], True)


def run_check_step(action: dict[str, Any], folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's last step, as it stands, in ``folder``."""
    defaults = {name: str(value.get("default", "")) for name, value in action["inputs"].items()}
    given = {f"INPUT_{name.upper()}": value for name, value in (defaults | inputs).items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action["runs"]["steps"][-1]["run"]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
        | given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_what_is_wrong_and_fails(action: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "reading log.md").write_text(WRONG, encoding="utf-8")
    done = run_check_step(action, tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=reading log.md,line=1,endLine=1,col=6,endColumn=16,title=readtui date-")


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"path": "good.md"}, 0),
        ({"path": "good.md\nwrong $(touch here).md\n"}, 1),
        ({"select": "body"}, 0),
        ({"select": "date,link"}, 1),
        ({"ignore": "date"}, 0),
        ({"level": "error"}, 1),
        ({"select": "$(touch here)"}, 2),
        ({"path": "nosuch.md"}, 3),
    ],
)
def test_the_action_hands_its_inputs_on(
    action: dict[str, Any], tmp_path: Path, inputs: dict[str, str], code: int
) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    other = WRONG.replace("Kelp Holds", "Seals Hold").replace("kelp", "seals")
    (tmp_path / "wrong $(touch here).md").write_text(other, encoding="utf-8")
    assert run_check_step(action, tmp_path, **inputs).returncode == code
    assert not (tmp_path / "here").exists()
