"""What the documentation says: its links lead somewhere, and its commands work as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from tui_reader.commands.main import VERBS, main

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMANDS_OF = ("README.md", "README.zh-CN.md", "docs/tour.md", "docs/tour.zh-CN.md")


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "sample_log.md"], ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    addresses = [address.partition("#")[0] for address in LINK.findall(text)]
    local = [unquote(address) for address in addresses if address and "://" not in address]
    assert [address for address in local if not (page.parent / address).exists()] == []


@pytest.mark.parametrize("name", COMMANDS_OF)
def test_every_command_on_the_sample_works_as_it_stands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "sample_log.md", tmp_path)
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = (tmp_path / "sample_log.md").read_bytes()
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    commands = [line for block in blocks for line in re.sub(r"\\\n\s*", " ", block).split("\n") if line.strip()]
    tried = [words for line in commands if (words := shlex.split(line, comments=True)) and "sample_log.md" in words]
    # Whoever reads has saved a search, and has something to hand on from another program.
    tried = [words for words in tried if words[0] == "readtui" and "--saved" not in words]
    assert len(tried) >= 7
    for _program, *arguments in tried:
        code = main(arguments)
        said = capfd.readouterr()
        assert code in ((0, 1) if arguments[0] in ("check", "figures") else (0,)), (arguments, said.err)
    assert (tmp_path / "sample_log.md").read_bytes() == before


@pytest.mark.parametrize("name", [page.relative_to(ROOT).as_posix() for page in PAGES])
def test_no_page_names_a_verb_that_there_is_not(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`\n]*`", text, re.DOTALL)
    named = {verb for words in code for verb in re.findall(r"(?:^|[`\n ])readtui ([a-z][a-z-]+)(?=[\s`])", words)}
    assert named - VERBS.keys() - {"merge"} <= {"rename-reader", "archive"}
