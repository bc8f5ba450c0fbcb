"""Edits carried over to a text that somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.core.document import Document, Span
from tui_reader.core.text_edit import TextEdit


def difference(before: str, after: str) -> TextEdit | None:
    """The one edit, of whole lines, that makes ``after`` of ``before``; None where they are the same.

    Of whole lines, because most headers begin alike: of two that do, the wrong one would be taken for the changed one.
    """
    if before == after:
        return None
    shorter = min(len(before), len(after))
    start = _line_start(before, _same_at_start(before, after, shorter))
    kept = _same_at_end(before, after, shorter - start)
    while kept and not (_begins_line(before, len(before) - kept) and _begins_line(after, len(after) - kept)):
        line_end = min((at for at in (before.find(sign, len(before) - kept) for sign in "\r\n") if at >= 0), default=-1)
        kept = len(before) - line_end - 1 if line_end >= 0 else 0
    return TextEdit(Span(start, len(before) - kept), after[start : len(after) - kept])


def carried(
    edits: Sequence[TextEdit], over: Sequence[TextEdit], goes_first: bool = False
) -> tuple[TextEdit, ...] | None:
    """``edits``, made for the same text as ``over``, as they are once ``over`` is made; None where they overlap.

    Of two that insert at the same place, that of ``edits`` stands first where it ``goes_first``, and else behind.
    """
    moved: list[TextEdit] = []
    for edit in edits:
        shift = 0
        for other in over:
            if edit.span.start >= other.span.end and not (goes_first and edit.span == other.span):
                shift += len(other.new_text) - other.span.length
            elif edit.span.end > other.span.start:
                return None
        moved.append(TextEdit(Span(edit.span.start + shift, edit.span.end + shift), edit.new_text))
    return tuple(moved)


def leaves_others(before: Document, edits: Sequence[TextEdit], after: Document) -> bool:
    """Whether all entries of ``before`` that none of ``edits`` touches are in ``after`` as they were."""
    by_start = {entry.start: entry for entry in after.entries}
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    shift = number = 0
    for entry in before.entries:
        while number < len(ordered) and ordered[number].span.end <= entry.start:
            shift += len(ordered[number].new_text) - ordered[number].span.length
            number += 1
        if number < len(ordered) and ordered[number].span.start < entry.end:
            continue
        found = by_start.get(entry.start + shift)
        if found is None or found.section != entry.section or found.markdown.rstrip() != entry.markdown.rstrip():
            return False
    return True


def _same_at_start(first: str, second: str, most: int) -> int:
    """How many characters both begin with, of ``most`` at most."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_at_end(first: str, second: str, most: int) -> int:
    """How many characters both end with, of ``most`` at most."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[len(first) - middle : len(first) - low] == second[len(second) - middle : len(second) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _line_start(text: str, offset: int) -> int:
    """Where the line begins that ``offset`` stands in."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _begins_line(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] in "\r\n"
