"""``--paste`` of ``readtui add``: what was pasted, as a draft, and what is said of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui_reader.adapters.language import _, say
from tui_reader.adapters.reference_words import given_fields, named, words_for
from tui_reader.adapters.standards import group_at
from tui_reader.commands.arguments import UsageError
from tui_reader.commands.output import complain, tell
from tui_reader.core.citation import LONGEST, Reference, recognise
from tui_reader.core.draft import Draft
from tui_reader.core.message import N_, ReadTuiError

MOST_NAMED = 3
"""Titles that are named where several papers are pasted."""


class PasteNotReadError(ReadTuiError):
    """What is to be pasted cannot be read."""


def pasted_draft(given: str, log: Path) -> Draft:
    """The entry that is pasted from the file ``given``, or from standard input for ``-``; says what it was taken for.

    Raises ``UsageError`` where it is no paper, or several, and ``PasteNotReadError``.
    """
    references = recognise(_text(given), group_at(log).venues)
    where = _("standard input") if given == "-" else given
    if not references:
        raise UsageError(
            N_("{where}: no paper is recognised here; give --title TEXT and what else is known"), where=where
        )
    if len(references) > 1:
        raise UsageError(
            N_("{where}: {count} papers stand here ({titles}); leave the one in that is to be added"),
            where=where,
            count=len(references),
            titles=_titles(references),
        )
    [reference] = references
    complain(words_for(reference))
    if not given_fields(reference.draft):
        raise UsageError(N_("{where}: nothing for an entry stands here; give --title TEXT"), where=where)
    return reference.draft if reference.draft.title else _with_title(reference, log)


def _with_title(reference: Reference, log: Path) -> Draft:
    """The draft with what the services say that know papers; as it is where they may not be asked, or know nothing."""
    if not (reference.arxiv or reference.doi):
        return reference.draft
    from tui_reader.adapters.config import load_settings
    from tui_reader.adapters.looked_up import fields_of
    from tui_reader.adapters.lookup import Wanted, look_up

    settings = load_settings()
    if settings.lookup == "off":
        return reference.draft
    found = look_up(Wanted(reference.arxiv, reference.doi), settings)
    for trouble in found.trouble:
        complain(say(trouble))
    if found.record is None:
        return reference.draft
    given: dict[str, Any] = {
        name: text
        for name, text in fields_of(found.record, group_at(log).venues).items()
        if not getattr(reference.draft, name)
    }
    complain(_("{service}: {fields}").format(service=found.service, fields=named(given)))
    return replace(reference.draft, **given)


def _titles(references: list[Reference]) -> str:
    titles = [f"{number}. {one.draft.title or one.draft.link}" for number, one in enumerate(references, 1)]
    return "; ".join([*titles[:MOST_NAMED], *(["…"] if len(titles) > MOST_NAMED else [])])


def _text(given: str) -> str:
    if given == "-":
        if sys.stdin is None:
            raise PasteNotReadError(N_("standard input is closed: nothing to read"))
        if sys.stdin.isatty():
            tell(_("Paste it here; Ctrl+D in a line of its own ends it."))
        return sys.stdin.buffer.read(4 * LONGEST).decode("utf-8", "replace")
    try:
        with open(given, "rb") as file:
            return file.read(4 * LONGEST).decode("utf-8", "replace")
    except OSError as error:
        raise PasteNotReadError(
            N_("{path}: cannot be read ({reason}); is this the right file?"), path=given, reason=error.strerror
        ) from error
