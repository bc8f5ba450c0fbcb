"""What a person does to a log: insert, change, delete, move an entry.

A change is made of the text and proved before anybody gets it: parsed again, the result has exactly the entries that
were there, character by character, and the one that was meant. What cannot be proved raises ``DraftError``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tui_reader.core.document import Document, Entry, Span, Trivia
from tui_reader.core.draft import Draft
from tui_reader.core.field_edits import ways
from tui_reader.core.fields import fold
from tui_reader.core.lines import QUOTE_AND_SPACE, is_blank
from tui_reader.core.message import N_
from tui_reader.core.parser import parse
from tui_reader.core.place import Place, place_for
from tui_reader.core.spelling import DraftError, as_meant, check_draft, draft_of, misread, render, unreadable
from tui_reader.core.table_spelling import row_form
from tui_reader.core.template import Template
from tui_reader.core.text_edit import NEWLINE, NEWLINE_BEFORE, TextEdit, apply, line_end_of, newline_at

TEXT_FIELDS = ("date", "reader", "title", "source", "link", "figure", "summary", "note")
FIELDS = (*TEXT_FIELDS, "section")


class Change(NamedTuple):
    """A proved change of a log, not yet in its file."""

    edits: tuple[TextEdit, ...]
    text: str
    """The whole text afterwards."""
    document: Document
    """``text``, parsed."""
    line: int
    """Where the entry begins afterwards, 1-based; for a deletion, where it began."""
    preview: str
    """The Markdown of the entry as it will stand; empty for a deletion."""


def insert_entry(document: Document, draft: Draft, template: Template, at_top: bool = False) -> Change:
    """Write ``draft`` where the log takes it: under the insertion line, else in its section, by the order of time.

    ``draft.section`` names a heading; empty, the section of the newest dated entry is taken. ``at_top`` sets the order
    of time aside. Raises DraftError where the draft cannot be written.
    """
    sections = [heading.text for heading in document.headings]
    errors = check_draft(draft, sections)
    if errors:
        raise errors[0]
    place = place_for(document, draft, template, at_top)
    newline = newline_at(document.text, place.offset)
    beside = [entry for entry in document.entries if entry.form == "row" and place.offset in entry.span]
    # Rows stand right below each other; where there are none, none can be added.
    template = replace(template, table=row_form(document.text, beside[0]) if beside else None)
    if beside:
        place = place._replace(needs_above=False, needs_below=False)
    entry = render(draft, template, newline)
    for separator in dict.fromkeys((template.separator, "")):
        change = _inserted(document, place, entry, separator, newline)
        if change is not None:
            return change
    raise DraftError(
        "summary",
        N_("The entry could not be written so that the others stay as they are: word its summary differently."),
    )


def _inserted(document: Document, place: Place, entry: str, separator: str, newline: str) -> Change | None:
    """The change that puts ``entry`` at ``place``, or None if it disturbs the log."""
    text = document.text
    above = text[: place.offset]
    new_text = (separator + newline if place.needs_above else "") + entry
    if above.strip("\ufeff") and not NEWLINE_BEFORE.search(above[-2:]):
        new_text = newline + new_text
    if place.needs_below:
        new_text += separator + newline
    if place.offset == len(text) and text and not NEWLINE_BEFORE.search(text[-2:]):
        new_text = new_text[: -len(newline)]  # a log without a final line end stays so
        entry = entry[: -len(newline)]
    edits = (TextEdit(Span(place.offset, place.offset), new_text),)
    result = parse(apply(text, edits))
    start = place.offset + new_text.index(entry)
    index = next((index for index, found in enumerate(result.entries) if found.start == start), None)
    if index is None or result.entries[index].markdown != entry:
        return None
    others = result.entries[:index] + result.entries[index + 1 :]
    if not _same_entries(document.entries, others):
        return None
    return Change(edits, result.text, result, result.entries[index].line, entry)


def _same_entries(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    """Whether two logs have the same entries, to the character, in the same order and sections."""
    return len(before) == len(after) and all(
        first.markdown.rstrip("\r\n") == second.markdown.rstrip("\r\n") and first.section == second.section
        for first, second in zip(before, after, strict=True)
    )


def change_entry(document: Document, entry: Entry, changes: Mapping[str, str], template: Template) -> Change:
    """Give the fields in ``changes`` new values (empty: clear the field) and leave every other character as it is.

    ``note`` on a paper, or ``title`` on a check-in, changes the entry's kind; ``section`` moves the entry there.
    Raises DraftError for a value that cannot be written; KeyError for a name that is no field.
    """
    unknown = [field for field in changes if field not in FIELDS]
    if unknown:
        raise KeyError(unknown[0])
    old = draft_of(entry)
    values: dict[str, Any] = dict(changes)
    new = replace(old, **values)
    if changes.get("note") and old.kind == "paper":
        new = replace(
            new, kind="no_reading", title="", source="", link="", figure="", summary="", more_links=(), more_figures=()
        )
    elif changes.get("title") and old.kind == "no_reading":
        new = replace(new, kind="paper", note="")
    touched = {
        field: getattr(new, field)
        for field in FIELDS
        if field != "section" and getattr(new, field) != getattr(old, field)
    }
    if touched.get("link") == "" and old.more_links:
        new = replace(new, link=old.more_links[0].url, more_links=old.more_links[1:])
    if touched.get("figure") == "" and old.more_figures:
        new = replace(new, figure=old.more_figures[0], more_figures=old.more_figures[1:])
    errors = [
        error for error in check_draft(new, [heading.text for heading in document.headings]) if error.field in changes
    ]
    if errors:
        raise errors[0]
    change = Change((), document.text, document, entry.line, entry.markdown)
    if touched:
        change = _changed(document, entry, old, new, touched, template)
    if "section" in changes and fold(changes["section"]) != (entry.section or ""):
        return _moved(document, change, changes["section"], template)
    return change


def _changed(
    document: Document, entry: Entry, old: Draft, new: Draft, touched: Mapping[str, str], template: Template
) -> Change:
    """The smallest change that proves right: the fields alone, else the header's line, else the entry written anew."""
    before, after = as_meant(old), as_meant(new)
    meant = replace(
        after,
        **{field: getattr(before, field) for field in TEXT_FIELDS if field not in touched and old.kind == new.kind},
    )
    for edits in ways(document, entry, old, new, touched, template):
        change = _proved(document, entry, edits, meant)
        if change is not None:
            return change
    # What is cleared because the entry is of the other kind now can be read.
    field = next((name for name, value in touched.items() if value), next(iter(touched)))
    raise unreadable(field, touched[field])


def _proved(document: Document, entry: Entry, edits: Sequence[TextEdit], meant: Draft) -> Change | None:
    """The change that ``edits`` make, or None if the entry does not read as meant or another is disturbed."""
    index = document.entries.index(entry)
    try:
        result = parse(apply(document.text, edits))
    except ValueError:
        return None
    if len(result.entries) != len(document.entries):
        return None
    found = result.entries[index]
    if found.start != entry.start or misread(found, meant) is not None or found.section != entry.section:
        return None
    if not _same_entries(
        document.entries[:index] + document.entries[index + 1 :], result.entries[:index] + result.entries[index + 1 :]
    ):
        return None
    return Change(tuple(edits), result.text, result, found.line, found.markdown)


def _moved(document: Document, change: Change, section: str, template: Template) -> Change:
    """``change``, and the entry moved to ``section``, as it is written."""
    entry = next(entry for entry in change.document.entries if entry.line == change.line)
    markdown = entry.markdown
    without = delete_entry(change.document, entry)
    draft = replace(draft_of(entry), section=section)
    place = place_for(without.document, draft, template, at_top=False)
    newline = newline_at(without.text, place.offset)
    whole = markdown if NEWLINE_BEFORE.search(markdown[-2:]) else markdown + newline
    for separator in dict.fromkeys((template.separator, "")):
        moved = _inserted(without.document, place, whole, separator, newline)
        if moved is not None:
            return moved._replace(edits=_difference(document.text, moved.text))
    raise unreadable("section", section)


def _difference(before: str, after: str) -> tuple[TextEdit, ...]:
    """One edit that turns ``before`` into ``after``: what lies between their common beginning and end."""
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[len(before) - 1 - end] == after[len(after) - 1 - end]:
        end += 1
    return (TextEdit(Span(start, len(before) - end), after[start : len(after) - end]),)


def holds(entry: Entry) -> bool:
    """Whether a form can hold ``entry``: its fields are all there is to it, and nothing is hidden from its editor."""
    body = entry.body
    if len(body.figures) > 1:
        return False
    spans = body.summary_spans
    return not (body.label is not None and spans and spans[0].start < body.label.start)


def replace_markdown(document: Document, entry: Entry, markdown: str) -> Change:
    """Put ``markdown`` in the place of ``entry``.

    Raises DraftError unless it reads as one entry and disturbs no other.
    """
    newline = newline_at(document.text, entry.end)
    lines = NEWLINE.split(markdown)
    while lines and is_blank(lines[-1].strip(QUOTE_AND_SPACE)):
        lines.pop()
    while lines and is_blank(lines[0].strip(QUOTE_AND_SPACE)):
        lines.pop(0)
    edits = (TextEdit(entry.span, newline.join(lines) + line_end_of(document.text, entry.span)),)
    result = parse(apply(document.text, edits))
    index = document.entries.index(entry)
    if len(result.entries) != len(document.entries):
        found = len(result.entries) - len(document.entries) + 1
        raise DraftError(
            "markdown",
            N_(
                "This Markdown reads as {count} entries instead of one: "
                "its first line has to be a header like [2024-03-05]-[reader]-[title]."
            ),
            count=max(0, found),
        )
    if not _same_entries(
        document.entries[:index] + document.entries[index + 1 :], result.entries[:index] + result.entries[index + 1 :]
    ):
        raise DraftError(
            "markdown",
            N_("This Markdown would change how a neighbouring entry reads: keep a separator line between them."),
        )
    after = result.entries[index]
    if after.markdown != edits[0].new_text:
        raise DraftError("markdown", N_("This Markdown is more than one entry: take out what stands around it."))
    return Change(edits, result.text, result, after.line, after.markdown)


def delete_entry(document: Document, entry: Entry) -> Change:
    """Take ``entry`` out, with the separator that kept it apart. Every other entry stays as it is."""
    blocks = document.blocks
    index = blocks.index(entry)
    above = blocks[index - 1] if index else None
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    separated_below = isinstance(below, Trivia) and below.kind == "separator"
    separated_above = isinstance(above, Trivia) and above.kind == "separator"
    spans = [entry.span]
    if separated_below and below is not None and (index + 2 < len(blocks) or not separated_above):
        spans.insert(0, Span(entry.start, below.span.end))
    if separated_above and above is not None:
        spans.insert(1 if len(spans) > 1 else 0, Span(above.span.start, entry.end))
    position = document.entries.index(entry)
    others = document.entries[:position] + document.entries[position + 1 :]
    for span in spans:
        edits = (TextEdit(span, ""),)
        result = parse(apply(document.text, edits))
        if _same_entries(others, result.entries):
            return Change(edits, result.text, result, entry.line, "")
    raise DraftError(
        "section",
        N_("The entry could not be taken out without changing how its neighbours read: edit the file by hand."),
    )
