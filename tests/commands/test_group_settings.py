"""The group's settings where entries are listed and written: a stated template holds, a mistake keeps nobody out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Readtui

STATED = """\
template: |
  > [date]-[reader]-[title]-[source](link)
  > > 简述：
"""

BROKEN = "member: [Mira]\n"


@pytest.fixture
def settings(folder: Path) -> Path:
    """The settings of the group, beside the log."""
    return folder / ".readtui.yaml"


def test_an_entry_is_added_as_the_group_has_stated(readtui: Readtui, log: Path, settings: Path) -> None:
    settings.write_text(STATED, encoding="utf-8")
    result = readtui(
        "add", "log.md", "--date", "2024-03-21", "--reader", "Tom", "--title", "Otters", "--summary", "Good."
    )
    assert (result.code, result.errors) == (0, "")
    assert "> [2024-03-21]-[Tom]-[Otters]\n> > 简述：Good.\n" in log.read_text(encoding="utf-8")


def test_an_entry_is_changed_as_the_group_has_stated(readtui: Readtui, log: Path, settings: Path) -> None:
    settings.write_text(STATED, encoding="utf-8")
    assert readtui("edit", "log.md", "--line", "27", "--set", "title=Otters", "--set", "summary=Good.").code == 0
    assert "-[Otters]\n> > 简述：Good.\n" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list", "log.md", "--format", "json"), 0),
        (("list", "log.md", "has:problem"), 1),
        (("list", "log.md", "has:problem", "--format", "json"), 1),
        (("add", "log.md", "--reader", "Mira Okafor", "--title", "Otters", "--dry-run"), 0),
        (("edit", "log.md", "--line", "25", "--set", "title=Otters", "--dry-run"), 0),
    ],
)
def test_a_mistake_in_the_settings_is_told_once_and_keeps_nobody_out(
    readtui: Readtui, log: Path, settings: Path, arguments: tuple[str, ...], code: int
) -> None:
    without = readtui(*arguments)
    settings.write_text(BROKEN)
    result = readtui(*arguments)
    assert (result.code, result.stdout) == (without.code, without.stdout)
    assert result.errors == (
        f'readtui: {settings}:1: there is no setting "member"; did you mean "members"?'
        " (going on without the group's settings)\n"
    )


@pytest.mark.parametrize("arguments", [("list", "log.md"), ("list", "log.md", "otters", "--format", "csv")])
def test_what_needs_no_settings_does_not_read_them(
    readtui: Readtui, log: Path, settings: Path, arguments: tuple[str, ...]
) -> None:
    settings.write_text(BROKEN)
    result = readtui(*arguments)
    assert (result.code, result.errors) == (0, "")


def test_a_rule_that_is_switched_off_finds_nothing(readtui: Readtui, log: Path, settings: Path) -> None:
    def rules() -> set[str]:
        entries = readtui("list", "log.md", "--format", "json").entries
        return {found["rule"] for entry in entries for found in entry["diagnostics"]}

    log.write_bytes(log.read_bytes().replace(b"[MarineBio](https://example.org/k)", b"[MarineBio]()"))
    assert "link-empty" in rules()
    settings.write_text("check:\n  link-empty: off\n")
    assert "link-empty" not in rules()


def test_pictures_beside_the_log_are_looked_for(readtui: Readtui, log: Path, folder: Path) -> None:
    def messages() -> list[str]:
        entries = readtui("list", "log.md", "--format", "json").entries
        return [found["message"] for entry in entries for found in entry["diagnostics"] if "barnacle.png" in str(found)]

    assert messages()
    (folder / "figures").mkdir()
    (folder / "figures" / "Barnacle.png").touch()
    assert "Barnacle.png" in messages()[0]
    (folder / "figures" / "Barnacle.png").rename(folder / "figures" / "barnacle.png")
    assert not messages()


# -- check -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("--fix",), ("--diff",), ("--format", "json"), ("--explain",)])
def test_check_does_nothing_where_the_settings_have_a_mistake(
    readtui: Readtui, log: Path, settings: Path, arguments: tuple[str, ...]
) -> None:
    settings.write_text("check:\n  link-emty: off\n")
    before = log.read_bytes()
    result = readtui("check", "log.md", *arguments)
    assert (result.code, result.output) == (3, "")
    assert result.errors == f'readtui: {settings}:2: there is no rule "link-emty"; did you mean "link-empty"?\n'
    assert log.read_bytes() == before


def test_check_is_as_strict_as_the_group(readtui: Readtui, log: Path, folder: Path, settings: Path) -> None:
    def found() -> list[tuple[str, str]]:
        result = readtui(
            "check", "log.md", "--format", "json", "--select", "figure-missing,reader-unknown,summary-long"
        )
        return [(finding["rule"], finding["severity"]) for finding in result.entries]

    before = found()
    settings.write_text("members: [Mira Okafor]\ncheck:\n  figure-missing: off\n  reader-unknown: error\n")
    assert ("reader-unknown", "error") in found()
    assert "figure-missing" not in dict(found())
    assert "reader-unknown" not in dict(before)


def test_explain_says_what_was_learned_and_from_where(readtui: Readtui, log: Path, settings: Path) -> None:
    result = readtui("check", "log.md", "--explain")
    assert (result.code, result.errors) == (0, "")
    lines = result.output.split("\n")
    assert lines[0] == "log.md: how a new entry is written, and why so"
    assert next(line for line in lines if " fields " in line).endswith("  the template, line 5")
    assert '    > > <img width="512" alt="image" src="Images/attention.png">' in lines
    settings.write_text(STATED, encoding="utf-8")
    stated = readtui("check", "log.md", "--explain").output
    assert ".readtui.yaml, line 2" in stated
    assert "\n    > > 简述：Attention alone is enough.\n" in stated


def test_several_logs_are_explained_one_after_the_other(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / "old.md").write_bytes(log.read_bytes().replace(b"> > ", b"> "))
    output = readtui("check", ".", "--explain").output
    assert output.count(": how a new entry is written, and why so\n\n") == 2


@pytest.mark.parametrize("option", [("--fix",), ("--format", "json"), ("--select", "header")])
def test_explain_stands_alone(readtui: Readtui, log: Path, option: tuple[str, ...]) -> None:
    result = readtui("check", "log.md", "--explain", *option)
    assert (result.code, result.output) == (2, "")
    assert f"--explain and {option[0]} exclude each other" in result.errors
