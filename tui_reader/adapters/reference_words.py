"""What is said of a paste: what it was taken for, what it gives, and what of that may be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _, say
from tui_reader.core.draft import Draft
from tui_reader.core.spelling import field_name

if TYPE_CHECKING:
    from tui_reader.core.citation import Reference
    from tui_reader.core.papers import Logged

NOT_SAID = frozenset(("kind", "section", "more_links", "more_figures"))


def given_fields(draft: Draft) -> list[str]:
    """The fields of ``draft`` that hold something; further links and figures go along with the first."""
    return [field.name for field in fields(draft) if field.name not in NOT_SAID and getattr(draft, field.name)]


def words_for(reference: Reference) -> str:
    """What a paste was taken for, and which fields come of it."""
    given = given_fields(reference.draft)
    if not given:
        return _("Pasted: {kind}").format(kind=_(reference.kind))
    words = _("Pasted: {kind} → {fields}").format(kind=_(reference.kind), fields=named(given))
    guessed = [name for name in given if name in reference.guessed]
    return words + _(" (a guess: {fields})").format(fields=named(guessed)) if guessed else words


def words_for_logged(logged: Logged) -> str:
    """Who logged a paper before, and when."""
    entry = logged.entry
    return " · ".join(filter(None, (entry.date, entry.reader, entry.title)))


def named(names: Iterable[str]) -> str:
    """The names of fields, for people."""
    return _(", ").join(say(field_name(name)) for name in names)
