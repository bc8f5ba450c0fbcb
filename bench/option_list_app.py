"""What a search bar over the quickest of Textual's own lists takes: ``search_keys.py`` measures readtui against it.

python -m bench.option_list_app LOG
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList, Static

from tui_reader.core.folding import fold
from tui_reader.core.parser import parse
from tui_reader.core.visible import visible


class OptionListApp(App[None]):
    """An input, the entries that hold what is typed, and how many they are."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self.animation_level = "none"
        entries = parse(log.read_text(encoding="utf-8")).entries
        self._rows = [
            (visible(entry.title or entry.note or ""), fold(" ".join(filter(None, (entry.title, entry.summary)))))
            for entry in entries
        ]
        self._count = Static("")

    def compose(self) -> ComposeResult:
        """Input, count, list."""
        field = Input()
        field.cursor_blink = False
        yield field
        yield self._count
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show all rows."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows that hold what is typed."""
        self._show(fold(event.value))

    def _show(self, word: str) -> None:
        listed = [row for row, text in self._rows if word in text]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(listed)
        self._count.update(f"{len(listed)} of {len(self._rows)}")


if __name__ == "__main__":
    OptionListApp(Path(sys.argv[1])).run()
