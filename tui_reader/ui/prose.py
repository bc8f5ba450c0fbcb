"""A summary as styled lines: its Markdown, its math and the HTML that strayed into it, readable in a terminal.

Total: any text comes out as lines. Single newlines stay line ends, which is how people write; blank lines are where
they were. All text passes through ``visible`` behind the reader of Markdown, which turns ``&#27;`` into the character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token
from rich.cells import cell_len

from tui_reader.adapters.language import language
from tui_reader.core import markdown
from tui_reader.core.formula import readable
from tui_reader.core.visible import visible
from tui_reader.ui.highlight import marked
from tui_reader.ui.paragraph import paragraph
from tui_reader.ui.wrap import PLAIN, Line, Run, line_width, run_text, wrap

NARROWEST = 16
"""Cells that are left for text however deep it stands in lists and quotes."""

COLUMN_GAP = "  "
NARROWEST_COLUMN = 4
BULLETS = "•◦▪"

LAST = 64
"""Texts whose lines are kept: one goes back and forth between entries."""

LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]*")


def prose(text: str, width: int, words: Sequence[str] = ()) -> list[Line]:
    """The Markdown ``text`` in lines of at most ``width`` cells; ``words``, as in ``Query.words``, are marked."""
    return [*_prose(text, width, tuple(words), language())]


@lru_cache(LAST)
def _prose(text: str, width: int, words: tuple[str, ...], _language: str) -> Sequence[Line]:
    shown = visible(text.expandtabs(4), keep_newlines=True).strip("\n")
    if not shown.strip():
        return []
    tokens = markdown.read(shown) if len(shown) <= markdown.LONGEST else []
    if not tokens or any(token.level >= markdown.DEEPEST - 1 for token in tokens):
        return plain(shown, width, words)
    blocks = _Blocks(width, words)
    blocks.read(tokens)
    return blocks.lines


def plain(text: str, width: int, words: Sequence[str] = ()) -> list[Line]:
    """``text`` as it is, in lines of at most ``width`` cells, with ``words`` marked."""
    return wrap(marked([Run(visible(text, keep_newlines=True))], words), width)


@dataclass(slots=True)
class _Container:
    """A quote or an item of a list: what stands before its first line, and before the others."""

    first: Run
    rest: Run
    begun: bool = False


@dataclass(slots=True)
class _Table:
    line: int
    rows: list[list[list[Run]]]
    alignments: list[str]
    header_rows: int = 0


class _Blocks:
    """Lays out block after block."""

    def __init__(self, width: int, words: Sequence[str]) -> None:
        self.width = max(2, width)
        self.words = words
        self.lines: list[Line] = []
        self.containers: list[_Container] = []
        self.bullets = 0
        """Depth of lists with bullets."""
        self.table: _Table | None = None
        self.end_line: int | None = None
        """Line of the text behind the last block."""
        self.heading = False

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            kind = token.type
            if kind == "inline":
                self.inline(token)
            elif kind == "blockquote_open":
                bar = Run("│ ", frozenset(("quote",)))
                self.containers.append(_Container(bar, bar))
            elif kind == "list_item_open":
                self.open_item(token)
            elif kind in ("blockquote_close", "list_item_close"):
                if not self.containers[-1].begun:
                    self.add([[]], token)
                self.containers.pop()
            elif kind == "bullet_list_open":
                self.bullets += 1
            elif kind == "bullet_list_close":
                self.bullets -= 1
            elif kind in ("heading_open", "heading_close"):
                self.heading = kind == "heading_open"
            elif kind in ("fence", "code_block"):
                self.code(token)
            elif kind == "math_block":
                self.add(
                    self.wrapped([Run(visible(readable(token.content)), frozenset(("formula",)))], self.room), token
                )
            elif kind == "hr":
                self.add([[Run("─" * min(self.room, 24), frozenset(("rule",)))]], token)
            elif kind.startswith(("table_", "tr_", "th_", "td_", "thead_close")):
                self.table_part(token)

    # -- blocks ----------------------------------------------------------------------------------------------------

    @property
    def shown_containers(self) -> list[_Container]:
        """The containers that there is room to draw, from the outermost."""
        room, shown = self.width - max(2, min(NARROWEST, self.width // 2)), []
        for container in self.containers:
            room -= cell_len(container.first.text)
            if room < 0:
                break
            shown.append(container)
        return shown

    @property
    def room(self) -> int:
        """Cells for text."""
        return self.width - sum(cell_len(container.first.text) for container in self.shown_containers)

    def wrapped(self, runs: list[Run], width: int) -> list[Line]:
        return wrap(marked(runs, self.words), width)

    def add(self, lines: list[Line], token: Token) -> None:
        """Put ``lines`` below what is there, as far away as in the text, behind the marks of the containers."""
        if token.map is not None:
            if self.end_line is not None and token.map[0] > self.end_line:
                self.lines.append([container.rest for container in self.shown_containers if container.begun])
            self.end_line = token.map[1]
        for line in lines:
            prefix = [container.rest if container.begun else container.first for container in self.shown_containers]
            for container in self.containers:
                container.begun = True
            self.lines.append([run for run in prefix if run.text] + line)

    def open_item(self, token: Token) -> None:
        if token.markup in ("-", "*", "+"):
            mark = BULLETS[(self.bullets - 1) % len(BULLETS)] + " "
        else:
            mark = f"{token.info}{token.markup} "
        self.containers.append(_Container(Run(mark, frozenset(("marker",))), Run(" " * cell_len(mark))))

    def inline(self, token: Token) -> None:
        runs = paragraph(token.children or [], frozenset(("heading",)) if self.heading else PLAIN)
        if self.table is not None:
            self.table.rows[-1].append(runs)
        elif any(not run.text.isspace() for run in runs):
            self.add(self.wrapped(runs, self.room), token)

    def code(self, token: Token) -> None:
        content = visible(token.content, keep_newlines=True).rstrip("\n")
        language = token.info.strip()
        if language.lower() in ("math", "latex", "tex"):
            runs = [Run(visible(readable(content)), frozenset(("formula",)))]
        else:
            # What stands behind the opening of a fence is the name of a language, or the first line of the code.
            first_line = "" if LANGUAGE.fullmatch(language) else f"{visible(language)}\n"
            runs = [Run(first_line + content, frozenset(("code",)))]
        self.add(self.wrapped(runs, self.room), token)

    # -- tables ----------------------------------------------------------------------------------------------------

    def table_part(self, token: Token) -> None:
        if token.type == "table_open":
            self.table = _Table(0, [], [])
        table = self.table
        if table is None:
            return
        if token.type == "table_open" and token.map is not None:
            table.line = token.map[0]
        elif token.type == "tr_open":
            table.rows.append([])
        elif token.type == "th_open":
            table.alignments.append(str(token.attrs.get("style", "")).rpartition(":")[2])
        elif token.type == "thead_close":
            table.header_rows = len(table.rows)
        elif token.type == "table_close":
            self.table = None
            token.map = [table.line, table.line + len(table.rows) + 1]
            self.add(self.table_lines(table), token)

    def table_lines(self, table: _Table) -> list[Line]:
        cells = [[marked(runs, self.words) for runs in row] for row in table.rows]
        columns = len(table.alignments)
        natural = [0] * columns
        for row in cells:
            for column, runs in enumerate(row[:columns]):
                natural[column] = max([natural[column], *(cell_len(line) for line in run_text(runs).split("\n"))])
        room = self.room - cell_len(COLUMN_GAP) * (columns - 1)
        if room < NARROWEST_COLUMN * columns:
            return self.stacked_lines(cells, columns)
        widths = _shared(natural, room)
        lines: list[Line] = []
        for number, row in enumerate(cells):
            wrapped = [wrap(runs, max(2, width)) for runs, width in zip(row, widths, strict=False)]
            for index in range(max(map(len, wrapped), default=0)):
                line: Line = []
                for column, width in enumerate(widths):
                    piece = wrapped[column][index] if column < len(wrapped) and index < len(wrapped[column]) else []
                    left, right = _padding(width - line_width(piece), table.alignments[column])
                    gap = COLUMN_GAP if column < columns - 1 else ""
                    line += [Run(" " * left), *piece, Run(" " * right + gap)]
                if number < table.header_rows:
                    line = [run._replace(roles=run.roles | {"strong"}) for run in line]
                lines.append([run for run in line if run.text])
            if number == table.header_rows - 1:
                lines.append([Run(COLUMN_GAP.join("─" * width for width in widths), frozenset(("rule",)))])
        return lines

    def stacked_lines(self, cells: list[list[list[Run]]], columns: int) -> list[Line]:
        """A table that has no room beside itself: cell under cell, each behind the head of its column."""
        head, *rows = cells
        lines: list[Line] = []
        for row in rows:
            for name, runs in zip(head[:columns], row, strict=False):
                label = [run._replace(roles=run.roles | {"strong"}) for run in name]
                lines += wrap([*label, Run(" "), *runs], self.room)
            lines.append([])
        return lines[:-1] or wrap([run for name in head for run in (*name, Run(" "))], self.room)


def _shared(natural: list[int], room: int) -> list[int]:
    """``natural`` widths, the widest cut so that their sum is at most ``room``."""
    if sum(natural) <= room:
        return natural
    widths = [0] * len(natural)
    left = room
    for rank, column in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        widths[column] = min(natural[column], left // (len(natural) - rank))
        left -= widths[column]
    return widths


def _padding(spaces: int, alignment: str) -> tuple[int, int]:
    """Spaces to the left and to the right of a cell."""
    spaces = max(0, spaces)
    left = {"right": spaces, "center": spaces // 2}.get(alignment, 0)
    return left, spaces - left
