"""Old entries moved to another log, with what stands between them, as one change of two texts.

It is proved before anybody gets it: both results are parsed again, each entry is in one of them, character by
character, and every other line that was in either log still is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tui_reader.core.document import Document, Entry, Heading, Span, Trivia
from tui_reader.core.draft import Draft
from tui_reader.core.learning import learn, order_of
from tui_reader.core.lines import QUOTE_AND_SPACE, is_blank, is_conflict_marker, scannable
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.parser import parse
from tui_reader.core.place import Place, last_line, place_for
from tui_reader.core.template import Template
from tui_reader.core.text_edit import NEWLINE, TextEdit, apply, newline_at


class NotArchivedError(ReadTuiError):
    """The entries cannot be moved so that all others, and they themselves, stay as they are."""


class Archived(NamedTuple):
    """Two logs after the move, not yet in their files."""

    source: str
    target: str
    moved: tuple[Entry, ...]
    """What was moved, as it stood in the source."""
    there_already: int
    """How many of those stood in the target to the letter, as after a move that broke off: they are there once."""
    undated: int
    """Entries of the source whose date cannot be read: they stay."""


class _Piece(NamedTuple):
    """An entry on its way, and the text that goes with it."""

    entry: Entry
    text: str
    """Whole lines: the entry, and dividers and notes between it and the next that goes."""


class _Run(NamedTuple):
    """Blocks of the source that go at once, and lie together."""

    span: Span
    pieces: tuple[_Piece, ...]


def heading_for(source: Document) -> str:
    """What a log begins with that is made for what is moved out of ``source``: the same heading, or nothing."""
    first = next((block for block in source.blocks if isinstance(block, Heading | Entry)), None)
    if not isinstance(first, Heading):
        return ""
    newline = newline_at(source.text, first.span.end)
    return first.span.of(source.text).lstrip("\ufeff").rstrip("\r\n") + newline


def archive(source: Document, target: Document, before: str) -> Archived:
    """Move the entries of ``source`` with dates before the day ``before`` (ISO 8601) to ``target``.

    They go to the sections of the same names, which are made where they are missing, each to its place by time. Raises
    ``NotArchivedError`` where one of the logs holds marks of a conflict, and where the result cannot be proved.
    """
    for document in (source, target):
        if (line := first_mark(document)) is not None:
            raise NotArchivedError(
                N_("there is a mark of a conflict in line {line}; settle it first, nothing was moved"), line=line
            )
    old = {entry for entry in source.entries if entry.date is not None and entry.date < before}
    undated = sum(entry.date is None for entry in source.entries)
    runs = [run for section in _sections(source) for run in _runs(source, section, old)]
    there = Counter(_key(entry) for entry in target.entries)
    pieces: list[_Piece] = []
    for piece in (piece for run in runs for piece in run.pieces):
        if there[_key(piece.entry)]:
            there[_key(piece.entry)] -= 1
        else:
            pieces.append(piece)
    moved = tuple(entry for entry in source.entries if entry in old)
    shorter = _without(source, runs, [entry for entry in source.entries if entry not in old])
    longer = _with(target, pieces, source) if pieces else target.text
    archived = Archived(shorter, longer, moved, len(moved) - len(pieces), undated)
    _prove(source, target, archived, pieces)
    return archived


def first_mark(document: Document) -> int | None:
    """The first line of ``document``, 1-based, that is a mark of a conflict; None where there is none."""
    lines = scannable(document.text).split("\n")
    # A line of equals signs alone may as well stand between two weeks.
    marks = (number for number, line in enumerate(lines, 1) if is_conflict_marker(line) and line[0] != "=")
    return next(marks, None)


# -- what goes ---------------------------------------------------------------------------------------------------------

Block = Heading | Entry | Trivia


def _is_of(block: Block, *kinds: str) -> bool:
    return isinstance(block, Trivia) and block.kind in kinds


def _sections(document: Document) -> Iterator[list[Block]]:
    """The blocks under each heading, or above the first."""
    for is_heading, blocks in groupby(document.blocks, key=lambda block: isinstance(block, Heading)):
        if not is_heading:
            yield list(blocks)


def _runs(document: Document, section: Sequence[Block], old: set[Entry]) -> Iterator[_Run]:
    """The parts of ``section`` that go: entries, and what stands between two that go and is not of the log as a whole.

    A divider between an entry that goes and one that stays stays; one beside which nothing would be left goes along.
    """
    numbers = [number for number, block in enumerate(section) if block in old]
    kept = [number for number, block in enumerate(section) if isinstance(block, Entry) and block not in old]
    parts: list[list[int]] = []
    for number in numbers:
        between = section[parts[-1][-1] + 1 : number] if parts else ()
        if parts and all(_is_of(block, "separator", "divider", "text") for block in between):
            parts[-1].append(number)
        else:
            parts.append([number])
    for part in parts:
        first, last = part[0], part[-1]
        if not (any(number < first for number in kept) and any(number > last for number in kept)):
            first, last = _with_dividers(document, section, first, last)
        starts = [section[first], *(section[number] for number in part[1:])]
        ends = [*(_start(block) for block in starts[1:]), _end(section[last])]
        pieces = tuple(
            _Piece(entry, document.text[_start(block) : end])
            for entry, block, end in zip((section[number] for number in part), starts, ends, strict=True)
            if isinstance(entry, Entry)
        )
        yield _Run(Span(_start(section[first]), _end(section[last])), pieces)


def _with_dividers(document: Document, section: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """The blocks from ``first`` to ``last`` with the dividers around them, and what keeps those apart."""
    for number in range(first - 1, -1, -1):
        if _is_divider(document, section[number]):
            first = number
        elif not _is_of(section[number], "separator"):
            break
    for number in range(last + 1, len(section)):
        if _is_divider(document, section[number]):
            last = number
        elif not _is_of(section[number], "separator"):
            break
    return first, last


def _is_divider(document: Document, block: Block) -> bool:
    """Whether ``block`` keeps two weeks apart: a line between entries that is not empty, and says nothing else."""
    return _is_of(block, "divider") or (_is_of(block, "separator") and not _is_empty(document, block))


def _is_empty(document: Document, block: Block) -> bool:
    lines = NEWLINE.split(document.text[_start(block) : _end(block)])
    return all(is_blank(line.strip(QUOTE_AND_SPACE)) for line in lines)


def _start(block: Block) -> int:
    return block.start if isinstance(block, Entry) else block.span.start


def _end(block: Block) -> int:
    return block.end if isinstance(block, Entry) else block.span.end


def _without(source: Document, runs: Sequence[_Run], kept: Sequence[Entry]) -> str:
    """The source without ``runs``, and of the separators around each only one."""
    starts = [_start(block) for block in source.blocks]
    edits = [TextEdit(_with_separator(source, starts, run.span), "") for run in runs]
    for made in (_joined(edits), [TextEdit(run.span, "") for run in runs]):
        text = apply(source.text, made)
        if _same(kept, parse(text).entries):
            return text
    raise NotArchivedError(
        N_("The entries could not be taken out without changing how their neighbours read: edit the file by hand.")
    )


def _with_separator(source: Document, starts: Sequence[int], span: Span) -> Span:
    """``span`` with the separator on one side of it, so that what is above and below is kept apart by the other."""
    blocks = source.blocks
    first, behind = bisect_left(starts, span.start), bisect_left(starts, span.end)
    above, below = (
        blocks[number]
        if 0 <= number < len(blocks) and _is_of(blocks[number], "separator") and _is_empty(source, blocks[number])
        else None
        for number in (first - 1, behind)
    )
    follows = behind + (below is not None)
    if above is not None and (follows == len(blocks) or (below and not isinstance(blocks[follows], Entry))):
        return Span(_start(above), span.end)
    if below is not None:
        return Span(span.start, _end(below))
    return span


def _joined(edits: Sequence[TextEdit]) -> list[TextEdit]:
    """The same deletions, those that overlap as one."""
    joined: list[TextEdit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        if joined and edit.span.start < joined[-1].span.end:
            end = max(joined[-1].span.end, edit.span.end)
            joined[-1] = TextEdit(Span(joined[-1].span.start, end), "")
        else:
            joined.append(edit)
    return joined


# -- where it goes -----------------------------------------------------------------------------------------------------


def _with(target: Document, pieces: Sequence[_Piece], source: Document) -> str:
    """The target with ``pieces``, each in its section and by the order of time there."""
    template = learn(source)
    target = parse(_with_headings(target, pieces, source))
    for separator in dict.fromkeys((template.separator, ">", "")):
        edits = list(_insertions(target, pieces, template, separator))
        text = apply(target.text, edits)
        wanted = [piece.entry for piece in pieces]
        if _same_in_any_order([*target.entries, *wanted], parse(text).entries):
            return text
    raise NotArchivedError(
        N_("The entries could not be written into the other log so that all others stay as they are: edit by hand.")
    )


def _with_headings(target: Document, pieces: Sequence[_Piece], source: Document) -> str:
    """The text of the target, with the headings at its end that ``pieces`` stand under and that it has not."""
    text = target.text
    there = {heading.text for heading in target.headings}
    wanted = {piece.entry.section for piece in pieces}
    newline = newline_at(text, len(text)) if text else newline_at(source.text, 0)
    for heading in source.headings:
        if heading.text in wanted and heading.text not in there:
            there.add(heading.text)
            if text.strip("\ufeff"):
                text = text.rstrip("\r\n") + newline + newline
            markdown = heading.span.of(source.text).lstrip("\ufeff").rstrip("\r\n")
            text += newline.join(NEWLINE.split(markdown)) + newline
    return text


def _insertions(target: Document, pieces: Sequence[_Piece], template: Template, separator: str) -> Iterator[TextEdit]:
    """What is to be written where; of several pieces at one place, in the order that they come in."""
    places: dict[tuple[str, str], Place] = {}
    at: dict[int, tuple[Place, list[_Piece]]] = {}
    for piece in pieces:
        section, day = piece.entry.section or "", piece.entry.date or ""
        if (section, day) not in places:
            draft = Draft(date=day, section=section)
            places[section, day] = place_for(target, draft, template, at_top=False)
        place = places[section, day]
        at.setdefault(place.offset, (place, []))[1].append(piece)
    for offset, (place, together) in sorted(at.items()):
        newline = newline_at(target.text, offset)
        yield TextEdit(Span(offset, offset), _written(target, place, _in_order(target, together), separator, newline))


def _in_order(target: Document, pieces: list[_Piece]) -> list[_Piece]:
    """``pieces`` of one place as they came, or the other way round where the section keeps the other order of time."""
    section = pieces[0].entry.section
    there = order_of([entry for entry in target.entries if entry.section == section and entry.date is not None])
    mine = order_of([piece.entry for piece in pieces])
    return pieces[::-1] if there is not None and mine is not None and there != mine else pieces


def _written(target: Document, place: Place, pieces: Sequence[_Piece], separator: str, newline: str) -> str:
    """The text of ``pieces`` as it is to stand at ``place``, kept apart from one another and from what is around."""
    apart = separator + newline
    text = ""
    for piece in pieces:
        lines = newline.join(NEWLINE.split(piece.text))
        lines = lines if lines.endswith(newline) else lines + newline
        if text and not is_blank(last_line(text)):
            text += apart
        text += lines
    # Between entries stands what the log has there, beside anything else a blank line.
    starts = [_start(block) for block in target.blocks]
    behind = bisect_left(starts, place.offset)
    above = apart if behind and isinstance(target.blocks[behind - 1], Entry) else newline
    below = apart if behind < len(starts) and isinstance(target.blocks[behind], Entry) else newline
    before = target.text[: place.offset]
    if before.strip("\ufeff") and not before.endswith(("\n", "\r")):
        text = newline + above + text
    elif place.needs_above:
        text = above + text
    if place.needs_below and not is_blank(last_line(text)):
        text += below
    return text


# -- the proof ---------------------------------------------------------------------------------------------------------


def _prove(source: Document, target: Document, archived: Archived, pieces: Sequence[_Piece]) -> None:
    after = (parse(archived.source), parse(archived.target))
    kept = [entry for entry in source.entries if entry not in set(archived.moved)]
    before_lines, after_lines = _lines(source, target), _lines(*after)
    headings = {line for heading in source.headings for line in NEWLINE.split(heading.span.of(source.text))}
    is_proved = (
        _same(kept, after[0].entries)
        and _same_in_any_order([*target.entries, *(piece.entry for piece in pieces)], after[1].entries)
        and _is_in_order(target.entries, after[1].entries)
        # Of a move that broke off, what stood between the entries is in both logs, too.
        and (not before_lines - after_lines or archived.there_already)
        and all(line in headings for line in after_lines - before_lines)
    )
    if not is_proved:
        raise NotArchivedError(N_("It cannot be proved that nothing is lost by this move: edit the files by hand."))


def _lines(*documents: Document) -> Counter[str]:
    """The lines of all ``documents`` that say something and belong to no entry."""
    return Counter(
        line
        for document in documents
        for block in document.blocks
        if not isinstance(block, Entry)
        for line in NEWLINE.split(block.span.of(document.text).lstrip("\ufeff"))
        if not is_blank(line.strip(QUOTE_AND_SPACE))
    )


def _key(entry: Entry) -> tuple[str, str | None]:
    """What is the same of two entries that are the same, whatever the line ends of their logs."""
    return "\n".join(NEWLINE.split(entry.markdown.rstrip("\r\n"))), entry.section


def _same(first: Sequence[Entry], second: Sequence[Entry]) -> bool:
    return list(map(_key, first)) == list(map(_key, second))


def _is_in_order(some: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether ``some`` stand among ``entries`` in their order."""
    rest = map(_key, entries)
    return all(_key(entry) in rest for entry in some)


def _same_in_any_order(first: Sequence[Entry], second: Sequence[Entry]) -> bool:
    # What stood above all headings may come to stand under one.
    wanted, found = Counter(map(_key, first)), Counter(map(_key, second))
    if wanted == found:
        return True
    return Counter(key for key, section in map(_key, first)) == Counter(
        key for key, _section in map(_key, second)
    ) and all(section is None for _markdown, section in wanted - found)
