"""Which form an entry is edited in, and with which draft in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tui_reader.adapters import drafts
from tui_reader.core.edit import FIELDS, holds
from tui_reader.core.parser import parse
from tui_reader.core.spelling import draft_like, draft_of
from tui_reader.ui.entry_form import EntryForm
from tui_reader.ui.form_screen import FormScreen
from tui_reader.ui.found_again import find_again
from tui_reader.ui.markdown_form import MarkdownForm
from tui_reader.ui.new_entry import new_draft

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog
    from tui_reader.core.document import Entry
from tui_reader.core.draft import Draft


def form_for(log: OpenLog, entry: Entry | None, today: Callable[[], date] = date.today) -> FormScreen:
    """The form to change ``entry`` in, or to write a new one; what was typed for it and not saved stands there again.

    Who wants to write a new entry is offered the draft that was typed last, be it of a new entry or of a change.
    """
    kept = drafts.all_kept(log.path)
    if entry is None:
        return form_of(log, kept, today)
    markdown = entry.markdown.rstrip("\r\n")
    for draft in kept:
        if draft.original is not None and draft.original.rstrip("\r\n") == markdown:
            return _restored(log, draft, today)
    return plain_form(log, entry, today)


def form_like(log: OpenLog, entry: Entry, today: Callable[[], date]) -> FormScreen:
    """The form for a new entry that goes on with what ``entry`` says, of today and by whom writes here."""
    new = new_draft(log.path, today())
    return EntryForm(log, None, replace(draft_like(entry), date=new.date, reader=new.reader), today=today)


def form_of(log: OpenLog, kept: Sequence[drafts.KeptDraft], today: Callable[[], date]) -> FormScreen:
    """The form of the first of the drafts ``kept``, with the others waiting; without drafts, one for a new entry."""
    form = _restored(log, kept[0], today) if kept else plain_form(log, None, today)
    form.other_drafts = kept[1:]
    return form


def plain_form(log: OpenLog, entry: Entry | None, today: Callable[[], date]) -> FormScreen:
    """The form for ``entry`` as it stands in the log, or for a new one."""
    if entry is not None and not holds(entry):
        return MarkdownForm(log, entry, today=today)
    return EntryForm(log, entry, today=today)


def _restored(log: OpenLog, kept: drafts.KeptDraft, today: Callable[[], date]) -> FormScreen:
    if kept.original is None:
        return EntryForm(log, None, kept.draft, kept, today)
    entry, typed = _found_again(log, kept), kept.draft
    if kept.markdown is not None:
        if entry is not None:
            return MarkdownForm(log, entry, kept.markdown, kept, today)
        written = parse(kept.markdown).entries
        typed = draft_of(written[0]) if written else typed
    elif entry is not None:
        typed = _carried_over(kept, entry)
    return EntryForm(log, entry, typed, kept, today)


def _found_again(log: OpenLog, kept: drafts.KeptDraft) -> Entry | None:
    """The entry that the draft is of, as it is now."""
    for entry in log.document.entries:
        if entry.markdown == kept.original:
            return entry
    before = parse(kept.original or "").entries
    return find_again(before[0], kept.line or 1, log.document) if before else None


def _carried_over(kept: drafts.KeptDraft, entry: Entry) -> Draft:
    """The draft, but what was not changed in it as it is in the log now."""
    now = draft_of(entry)
    before = parse(kept.original or "").entries
    if not before:
        return kept.draft
    then = replace(draft_of(before[0]), section=kept.draft.section)
    unchanged: dict[str, Any] = {
        name: getattr(now, name) for name in FIELDS if getattr(kept.draft, name) == getattr(then, name)
    }
    return replace(kept.draft, **unchanged)
