"""A log saved as GB18030 in the app: told when it is opened; Chinese typed into it stays a draft, undo holds."""

from __future__ import annotations

from pathlib import Path

from tests.ui.opened_form import LOG, opened_app
from tests.ui.reading_group import settle
from tui_reader.adapters import drafts


async def test_it_is_told_and_what_is_typed_is_a_draft_until_it_is_converted(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    data = LOG.replace("# Harbour seminar", "# 港湾读书会：每个星期一起读论文").encode("gb18030")
    log.write_bytes(data)
    said = "log.md: looks like GB18030, not UTF-8; to write in it, convert it first: iconv -f GB18030 -t UTF-8"
    async with opened_app(log) as opened:
        await settle(opened.pilot)
        assert opened.notice == said
        await opened.press("n")
        opened.empty("reader")
        await opened.type("reader", "Mira")
        await opened.type("title", "海星再生的机制研究")
        await opened.press("ctrl+s")
        await opened.until(lambda: "looks like GB18030" in opened.notice)
        assert opened.is_open
        assert log.read_bytes() == data
        assert [draft.draft.title for draft in drafts.all_kept(log)] == ["海星再生的机制研究"]
        opened.empty("title")
        await opened.type("title", "Starfish")
        await opened.press("ctrl+s")
        await opened.until(lambda: not opened.is_open)
        assert b"[Mira]-[Starfish]" in log.read_bytes()
        assert "罗听雨" in log.read_bytes().decode("gb18030")
        await opened.press("N")
        await settle(opened.pilot)
        before = log.read_bytes()
        await opened.press(*"出海", "enter")
        await opened.until(lambda: "looks like GB18030" in opened.notice)
        assert log.read_bytes() == before
        assert [draft.draft.note for draft in drafts.all_kept(log)] == ["出海"]
        await opened.press("escape", "g", "j", "j", "x", "y")
        await opened.until(lambda: "珊瑚" not in log.read_bytes().decode("gb18030"))
        await opened.press("u")
        await opened.until(lambda: "Took back" in opened.notice)
        assert log.read_bytes() == before
