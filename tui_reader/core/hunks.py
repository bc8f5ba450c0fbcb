"""What edits do to a text, line by line, as people are shown it: with the lines around, and what changed in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from tui_reader.core.document import Span
from tui_reader.core.text_edit import NEWLINE, TextEdit, apply, whole_lines

CONTEXT = 3
"""Lines that are shown around a change."""

LONGEST_COMPARED = 600
"""Characters of a line, or lines of a change, up to which what is the same in both is looked for."""

LEAST_ALIKE = 0.4
"""Share of two lines that is the same, below which one is shown as a new line and not as the other one changed."""

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class DiffLine(NamedTuple):
    """A line as it was, is, or stays."""

    sign: Literal["-", "+", " "]
    text: str
    """Without its line end."""
    marks: tuple[Span, ...] = ()
    """What the line that stands for this one does not have."""


class Hunk(NamedTuple):
    """Changes near to each other, and the lines around them."""

    line: int
    """Number of the first line that changes, in the text as it was, counted from 1."""
    lines: tuple[DiffLine, ...]


def hunks(text: str, edits: Sequence[TextEdit]) -> list[Hunk]:
    """What ``edits`` do to ``text``, in the order of the text. Takes as long as there are edits, not text."""
    found: list[Hunk] = []
    line, counted = 1, 0
    for group in _groups(text, _blocks(text, edits)):
        start = _lines_back(text, group[0][0].start)
        line += sum(1 for _end in NEWLINE.finditer(text, counted, start))
        counted = start
        lines: list[DiffLine] = []
        at = start
        for span, new_text in group:
            lines += _context(text[at : span.start])
            lines += _compared(span.of(text), new_text)
            at = span.end
        lines += _context(text[at : _lines_on(text, at)])
        unchanged = next((number for number, shown in enumerate(lines) if shown.sign != " "), 0)
        found.append(Hunk(line + unchanged, tuple(lines)))
    return found


def side_by_side(left: str, right: str) -> list[tuple[DiffLine | None, DiffLine | None]]:
    """The lines of two texts in rows: those that stand for each other beside each other, None where there is none.

    Lines that only one of them has, or has otherwise, have the sign ``-`` on the left and ``+`` on the right.
    """
    rows: list[tuple[DiffLine | None, DiffLine | None]] = []
    waiting: list[DiffLine] = []
    coming: list[DiffLine] = []

    def take_in() -> None:
        rows.extend(zip_longest(waiting, coming))
        waiting.clear()
        coming.clear()

    for line in _compared(left, right):
        if line.sign == " ":
            take_in()
            rows.append((line, line))
        elif line.sign == "-":
            if coming:
                take_in()
            waiting.append(line)
        else:
            coming.append(line)
    take_in()
    return rows


def _blocks(text: str, edits: Sequence[TextEdit]) -> list[tuple[Span, str]]:
    """The whole lines that ``edits`` are made in, and what becomes of them."""
    parts: list[tuple[Span, list[TextEdit]]] = []
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        span = whole_lines(text, edit.span)
        if parts and span.start <= parts[-1][0].end:
            parts[-1][1].append(edit)
            parts[-1] = (Span(parts[-1][0].start, max(parts[-1][0].end, span.end)), parts[-1][1])
        else:
            parts.append((span, [edit]))
    return [
        (
            span,
            apply(
                span.of(text),
                [
                    TextEdit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.new_text)
                    for edit in inside
                ],
            ),
        )
        for span, inside in parts
    ]


def _groups(text: str, blocks: Sequence[tuple[Span, str]]) -> list[list[tuple[Span, str]]]:
    """``blocks`` between which there are so few lines that they are shown in one."""
    groups: list[list[tuple[Span, str]]] = []
    for block in blocks:
        end = groups[-1][-1][0].end if groups else 0
        if groups and _lines_on(text, _lines_on(text, end)) >= block[0].start:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _lines_back(text: str, offset: int) -> int:
    """Where the lines begin that are shown before ``offset``, which begins a line."""
    for _line in range(CONTEXT):
        behind_end = offset - 2 if text.startswith("\r\n", offset - 2) else offset - 1
        offset = max(text.rfind("\n", 0, max(behind_end, 0)), text.rfind("\r", 0, max(behind_end, 0))) + 1
    return offset


def _lines_on(text: str, offset: int) -> int:
    """Where the lines end that are shown from ``offset`` on."""
    for _line in range(CONTEXT):
        end = NEWLINE.search(text, offset)
        offset = end.end() if end else len(text)
    return offset


def _context(text: str) -> Iterator[DiffLine]:
    return (DiffLine(" ", line.rstrip("\r\n")) for line in LINE.findall(text))


def _compared(before: str, after: str) -> Iterator[DiffLine]:
    """What becomes of the lines ``before``."""
    from difflib import SequenceMatcher

    old, new = LINE.findall(before), LINE.findall(after)
    if len(old) + len(new) > LONGEST_COMPARED:
        yield from _changed(old, new)
        return
    for operation, old_start, old_end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if operation == "equal":
            yield from _context("".join(old[old_start:old_end]))
        else:
            yield from _changed(old[old_start:old_end], new[new_start:new_end])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffLine]:
    """Lines that went, and those that came, with what is different in them where one stands for the other."""
    old, new = [line.rstrip("\r\n") for line in old], [line.rstrip("\r\n") for line in new]
    marks = (
        [_differences(first, second) for first, second in zip(old, new, strict=True)] if len(old) == len(new) else []
    )
    for number, line in enumerate(old):
        yield DiffLine("-", line, marks[number][0] if marks else ())
    for number, line in enumerate(new):
        yield DiffLine("+", line, marks[number][1] if marks else ())


def _differences(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What of ``old`` is not in ``new``, and the other way round; nothing where they have little in common."""
    from difflib import SequenceMatcher

    # Most mends change a few signs of a line: what both have at either end need not be compared sign by sign.
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if not old_middle or not new_middle or len(old_middle) + len(new_middle) > LONGEST_COMPARED:
        alike, changes = 0.0, [(0, len(old_middle), 0, len(new_middle))]
    else:
        matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=False)
        alike = matcher.ratio() * (len(old_middle) + len(new_middle)) / 2
        changes = [opcode[1:] for opcode in matcher.get_opcodes() if opcode[0] != "equal"]
    if start + end + alike < LEAST_ALIKE * max(len(old), len(new)):
        return (), ()
    return (
        tuple(Span(start + first, start + last) for first, last, _first, _last in changes if last > first),
        tuple(Span(start + first, start + last) for _first, _last, first, last in changes if last > first),
    )
