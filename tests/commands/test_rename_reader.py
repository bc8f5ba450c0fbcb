"""``readtui rename-reader``: shown first, and made in all logs or in none."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Readtui, in_terminal


def test_the_change_is_shown_and_made_only_when_it_is_wanted(readtui: Readtui, log: Path, folder: Path) -> None:
    content = log.read_bytes()
    (folder / "old.md").write_bytes(content)
    result = readtui("rename-reader", "log.md", "old.md", "李听潮", "李潮")
    assert (result.code, result.errors) == (2, "nothing was written; --yes makes this change\n")
    assert "-> > [2024-03-11]-[李听潮]-[本周出海，未精读]\n" in result.output
    assert "+> > [2024-03-11]-[李潮]-[本周出海，未精读]\n" in result.output
    dry = readtui("rename-reader", "log.md", "old.md", "李听潮", "李潮", "--dry-run", "--yes")
    assert (dry.code, dry.output) == (0, result.output)
    assert log.read_bytes() == content
    result = readtui("rename-reader", "log.md", "old.md", "李听潮", "李潮", "--yes")
    assert (result.code, result.errors) == (0, "")
    assert result.output == "log.md: 2 entries are by 李潮 now\nold.md: 2 entries are by 李潮 now\n"
    assert log.read_bytes() == (folder / "old.md").read_bytes() == content.replace("李听潮".encode(), "李潮".encode())


def test_what_cannot_be_done_leaves_all_logs(readtui: Readtui, log: Path, folder: Path) -> None:
    content = log.read_bytes()
    (folder / "old.md").write_bytes(content)
    (folder / "old.md").chmod(0o444)
    assert readtui("rename-reader", "log.md", "old.md", "李听潮", "李潮", "--yes").code == 3
    assert readtui("rename-reader", "log.md", "Nobody", "李潮", "--yes").code == 1
    assert readtui("rename-reader", "log.md", "李听潮", "]", "--yes").code == 3
    assert readtui("rename-reader", "log.md", "李听潮").code == 2
    assert readtui("rename-reader", "nowhere.md", "李听潮", "李潮").code == 3
    assert log.read_bytes() == content


def test_settings_that_know_the_old_name_are_named(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / ".readtui.yaml").write_text("members: [李听潮]\n", "utf-8")
    assert ".readtui.yaml" in readtui("rename-reader", "log.md", "李听潮", "李潮", "--yes").errors


def test_in_a_terminal_one_is_asked(log: Path, folder: Path, environment: dict[str, str]) -> None:
    terminal = in_terminal(["rename-reader", "log.md", "李听潮", "李潮"], folder, environment)
    terminal.expect("Make this change")
    terminal.sendline("y")
    terminal.expect("2 entries are by 李潮 now")
    terminal.wait()
    assert "李听潮" not in log.read_text("utf-8")
