from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from tui_reader.ui import text_box
from tui_reader.ui.text_box import TextBox
from tui_reader.ui.wrap import line_spans


class Typing(App[None]):
    def __init__(self, content: str) -> None:
        super().__init__()
        self.box = TextBox(content)

    def compose(self) -> ComposeResult:
        yield self.box

    def lines(self) -> list[str]:
        return [self.box.render_line(y).text.rstrip() for y in range(self.box.wrapped_document.height)]


async def test_no_line_begins_with_a_full_stop_and_no_word_is_cut() -> None:
    app = Typing("")
    async with app.run_test(size=(21, 10)) as pilot:
        app.box.paste("潮间带的螺类能够记住时间。然后some affective words跟着来了。")
        await pilot.pause()
        lines = app.lines()
        assert "".join(lines).replace(" ", "") == app.box.content.replace(" ", "")
        assert not any(line.startswith(("。", "，")) for line in lines)
        assert any("affective" in line for line in lines)


async def test_the_cursor_goes_through_every_line_and_back() -> None:
    app = Typing("")
    async with app.run_test(size=(21, 40)) as pilot:
        for text in ("潮间带的螺类，能够记住时间。" * 3, "words and 螺类 " * 9, "a\tb" * 20, "", "\n\nx"):
            app.box.content = text
            app.box.move_cursor((0, 0))
            press_ahead(app, "right", len(text))
            await pilot.pause()
            assert app.box.cursor_location == app.box.document.end, text
            height = app.box.wrapped_document.height
            assert app.box.wrapped_document.location_to_offset(app.box.cursor_location).y == height - 1, text
            press_ahead(app, "up", height)
            await pilot.pause()
            assert app.box.cursor_location[0] == 0, text


def press_ahead(app: Typing, key: str, times: int) -> None:
    """Press a key so often at once; ``pilot.press`` waits for each."""
    for _ in range(times):
        app.post_message(events.Key(key, None))


async def test_lines_are_broken_anew_as_one_types_and_takes_back() -> None:
    app = Typing("一二三四五六七八九")
    async with app.run_test(size=(23, 10)) as pilot:
        app.box.move_cursor(app.box.document.end)
        app.box.post_message(events.Key("十", "十"))
        await pilot.press("enter", "x")
        assert app.lines() == ["一二三四五六七八九", "十", "x"]
        await pilot.press("backspace", "backspace", "backspace")
        assert app.lines() == ["一二三四五六七八九"]
        await pilot.press("ctrl+z")
        assert app.box.content != "一二三四五六七八九"


async def test_what_is_set_is_read() -> None:
    app = Typing("one\ntwo")
    async with app.run_test(size=(21, 10)) as pilot:
        assert app.box.content == "one\ntwo"
        app.box.content = "三\x0c四\n"
        await pilot.pause()
        assert app.box.content == "三\x0c四\n"
        assert app.lines() == ["三␌四", ""]


async def test_a_pasted_megabyte_is_broken_once_and_the_next_key_breaks_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken: list[int] = []

    def counted(line: str, width: int) -> list[tuple[int, int]]:
        broken.append(len(line))
        return line_spans(line, width)

    monkeypatch.setattr(text_box, "line_spans", counted)
    # Lines that are the same are broken once.
    lines = [f"{number % 400} 潮间带的螺类能够记住时间，and some affective words。" for number in range(16_000)]
    app = Typing("")
    async with app.run_test(size=(60, 10)) as pilot:
        app.box.paste("\n".join(lines))
        await pilot.pause()
        assert app.box.content == "\n".join(lines)
        assert len(app.box.content.encode()) > 1_000_000
        assert len(broken) <= len(set(lines)) + 1
        broken.clear()
        await pilot.press("x")
        assert app.box.content.endswith("。x")
        assert len(broken) <= 2


async def test_a_line_longer_than_any_sentence_is_broken_to_its_end() -> None:
    text = "螺" * (2 * text_box.LONGEST_SENTENCE + 5_000)
    app = Typing(text)
    async with app.run_test(size=(60, 10)):
        assert app.box.content == text
        assert app.box.wrapped_document.height > len(text) * 2 // 60
