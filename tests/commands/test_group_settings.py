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
        (("add", "log.md", "--title", "Otters", "--dry-run"), 0),
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
