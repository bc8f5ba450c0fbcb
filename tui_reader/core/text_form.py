"""What a text is beside its lines: the mark at its beginning, the line end that it uses, whether its last line has one.

A merge takes these off, so that it compares what is written, and puts on again what either side changed of them.
"""

from __future__ import annotations

from typing import NamedTuple

from tui_reader.core.text_edit import NEWLINE_BEFORE, newline_at

MARK = "\ufeff"
"""The byte order mark that a file may begin with."""


class Form(NamedTuple):
    """What a text is beside its lines."""

    marked: bool
    """Whether it begins with a byte order mark."""
    line_end: str | None
    """The line end of all its lines, empty where it has none; None where there are several."""
    ended: bool
    """Whether its last line has one, too."""

    def plain(self, text: str, own: Form) -> str:
        """``text``, of which the form is ``own``, without mark and with its last line ended.

        Where this form knows the line end, each one is ``\\n`` instead.
        """
        if own.marked:
            text = text[1:]
        if text and not own.ended:
            text += own.line_end or newline_at(text, len(text))
        return text.replace(own.line_end, "\n") if self.line_end and own.line_end not in (None, "", "\n") else text

    def dressed(self, text: str) -> str:
        """``text``, which is plain, in this form."""
        if not self.ended:
            text = NEWLINE_BEFORE.sub("", text)
        if self.line_end not in (None, "\n"):
            text = text.replace("\n", self.line_end)
        return MARK + text if self.marked else text


def form_of(text: str) -> Form:
    """The form of ``text``."""
    ended = not text.removeprefix(MARK) or NEWLINE_BEFORE.search(text[-2:]) is not None
    return Form(text.startswith(MARK), _line_end(text), ended)


def merged_form(base: Form, ours: Form, theirs: Form) -> Form:
    """The form that the result of a merge has: in each respect that of the side that changed it."""
    ends = [form.line_end for form in (base, ours, theirs)]
    line_end = None
    if None not in ends:
        usual = next((end for end in ends if end), "\n")
        base_end, our_end, their_end = (end or usual for end in ends)
        line_end = our_end if our_end != base_end else their_end
    return Form(
        ours.marked if ours.marked != base.marked else theirs.marked,
        line_end,
        ours.ended if ours.ended != base.ended else theirs.ended,
    )


def _line_end(text: str) -> str | None:
    returns, newlines = text.count("\r"), text.count("\n")
    if not returns:
        return "\n" if newlines else ""
    if not newlines:
        return "\r"
    return "\r\n" if text.count("\r\n") == returns == newlines else None
