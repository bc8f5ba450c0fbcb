"""What the documentation says: links lead somewhere, commands work as they stand, what is named exists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.documented import PAGES as PAGES_WITH_COMMANDS
from tests.documented import ROOT, commands_on_the_sample, may_end_with
from tui_reader.commands.main import VERBS, main

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "sample_log.md"], ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    addresses = [address.partition("#")[0] for address in LINK.findall(text)]
    local = [unquote(address) for address in addresses if address and "://" not in address]
    assert [address for address in local if not (page.parent / address).exists()] == []


def test_every_name_in_the_architecture_exists_and_every_room_of_core_has_its_line() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = re.search(r"\nInside `core`.*?\n## ", page, re.DOTALL)
    assert rooms is not None
    core = {path.stem for path in (ROOT / "tui_reader" / "core").glob("*.py")} - {"__init__"}
    assert set(re.findall(r"`([a-z_]+)`", rooms[0])) - {"core"} == core
    for room, name in re.findall(r"`((?:core|adapters|ui|commands)\.[a-z_]+)\.?([A-Za-z_]*)", page):
        module = (ROOT / "tui_reader" / room.replace(".", "/")).with_suffix(".py")
        assert module.exists(), room
        assert not name or re.search(rf"(?:class|def) {name}\b|^{name}\b", module.read_text("utf-8"), re.MULTILINE), (
            name
        )
    files = re.findall(r"`((?:tests|bench)/[\w/]+(?:\.py)?)", page)
    assert [file for file in files if not (ROOT / file).exists()] == []


@pytest.mark.parametrize("name", ["README", "docs/tour"])
def test_every_command_on_the_sample_works_as_it_stands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Those that the page says in both languages are run once."""
    shutil.copy(ROOT / "sample_log.md", tmp_path)
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = (tmp_path / "sample_log.md").read_bytes()
    commands: list[list[str]] = []
    for page in (page for page in PAGES_WITH_COMMANDS if page.startswith(name)):
        found = commands_on_the_sample(page)
        assert len(found) >= 7, page
        commands += [arguments for arguments in found if arguments not in commands]
    for arguments in commands:
        code = main(arguments)
        said = capfd.readouterr()
        assert code in may_end_with(arguments), (arguments, said.err)
    assert (tmp_path / "sample_log.md").read_bytes() == before


@pytest.mark.parametrize("name", [page.relative_to(ROOT).as_posix() for page in PAGES])
def test_no_page_names_a_verb_that_there_is_not(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`\n]*`", text, re.DOTALL)
    named = {verb for words in code for verb in re.findall(r"(?:^|[`\n ])readtui ([a-z][a-z-]+)(?=[\s`])", words)}
    assert named - VERBS.keys() - {"merge"} <= {"rename-reader", "archive"}
