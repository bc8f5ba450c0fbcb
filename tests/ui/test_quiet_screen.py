"""What all screens have in common."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.geometry import Size

from tests.ui.reading_group import lines, reader_app, write_log


async def test_a_size_that_the_terminal_had_before_is_given_up(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("j", "n", "f1"):
            await pilot.press(key)
            before = lines(app)
            # What a screen tells itself once it was laid out, when the terminal has another size already.
            app.screen.post_message(events.Resize(Size(160, 36), Size(160, 36)))
            await pilot.pause()
            await pilot.pause()
            assert app.screen.size == Size(80, 24)
            assert lines(app) == before
