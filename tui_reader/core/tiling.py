"""The blocks of a text, one behind the other, while it is read: none overlaps, and none leaves a character out."""

from __future__ import annotations

from tui_reader.core.document import Block, Document, Entry, Form, Grammar, Span, Trivia, TriviaKind


class Tiling:
    """Lays a block behind the other. What the lines mean, ``Scanner`` says."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        """``grammar`` reads what the entries say."""
        self.text = text
        self.grammar = grammar
        self.blocks: list[Block] = []
        self.entries: list[Entry] = []
        self.section: str | None = None
        self.start = 0
        """Where the next block begins."""
        self.start_line = 1
        self.gap: TriviaKind = "separator"
        """What the text since then is, unless an entry was begun."""
        self.begun = False
        self.line = -1
        """The line that the entry begun begins at."""
        self.quoted = False
        """Whether the header of the entry begun is quoted."""
        self.form: Form = "header"
        self.dated = True
        """Whether that is the form of the entry begun: asked for every line."""
        self.end = 0
        """Behind the last line with content of the entry begun."""
        self.end_line = 0

    def document(self) -> Document:
        """The blocks that tile the text, now that all of it was read."""
        self.close()
        self.flush(len(self.text), 0)
        return Document(self.text, tuple(self.blocks), tuple(self.entries))

    def flush(self, end: int, next_line: int, kind: TriviaKind | None = None) -> None:
        """Make what lies before ``end`` a block of trivia."""
        if end > self.start:
            self.blocks.append(Trivia(Span(self.start, end), self.start_line, kind or self.gap))
            self.start, self.start_line = end, next_line
        self.gap = "separator"

    def close(self, until: int | None = None, until_line: int = 0) -> None:
        """Close the entry begun behind its last line with content; with ``until``, what lies before there as well."""
        if self.begun:
            if self.end > len(self.text):
                self.end = len(self.text)  # behind a line that nothing ends
            entry = Entry(self.grammar, self.start, self.end, self.line, self.end_line, self.section, self.form)
            self.blocks.append(entry)
            self.entries.append(entry)
            self.start, self.start_line = self.end, self.end_line + 1
            self.begun = False
            self.gap = "separator"
        if until is not None:
            self.flush(until, until_line)

    def begin(self, index: int, start: int, end: int, quoted: bool, form: Form) -> None:
        """Begin an entry with the header at ``index``."""
        self.close(start, index + 1)
        self.begun, self.quoted, self.form, self.dated = True, quoted, form, form == "header"
        self.line = self.end_line = index + 1
        self.end = end

    def single(self, index: int, start: int, end: int, kind: TriviaKind) -> None:
        """Make the line at ``index`` a block of its own."""
        self.close(start, index + 1)
        self.flush(min(end, len(self.text)), index + 2, kind)
