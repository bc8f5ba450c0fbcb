"""``mend``: makes the fixes of findings, and proves of the result that nothing a person wrote was lost.

Fixes are made in rounds: what one mends may bring to light what another has to say. Of each round it is proved that the
log has the same entries, and that every field reads as before but those that a fix said it would change. A fix that
cannot be proved is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from tui_reader.core.check import check
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.document import Document, Entry
from tui_reader.core.parser import parse
from tui_reader.core.rule import Standard
from tui_reader.core.text_edit import TextEdit, apply, composed

ROUNDS = 12
"""Rounds after which no more fixes are made, should two of them never agree."""

NEARBY = 200
"""Edits that a new one is compared with: they come in the order of the text, and overlaps cannot be proved."""

FIELDS = ("kind", "date", "reader", "title", "source", "links", "figures", "summary", "note", "section")


class Mended(NamedTuple):
    """A log with fixes made, not yet in its file."""

    edits: tuple[TextEdit, ...]
    """All that changes in the text that was given."""
    document: Document
    """The log afterwards."""
    mended: tuple[Diagnostic, ...]
    """What was found and mended; their places are those of the round in which they were."""
    rest: tuple[Diagnostic, ...]
    """What is still found."""

    @property
    def text(self) -> str:
        """The whole text afterwards."""
        return self.document.text


def mend(
    document: Document,
    standard: Standard,
    wanted: Callable[[Diagnostic], bool] = lambda _diagnostic: True,
    unsafe: bool = False,
    find: Callable[[Document, Standard], Sequence[Diagnostic]] = check,
) -> Mended:
    """Make the fixes of all findings that are ``wanted``; with ``unsafe``, also those to be asked about.

    ``find`` finds what there is to mend; whoever wants one entry mended need not have all checked.
    ``standard`` is that of ``document``. What is mended shows more clearly how the log is spelled, so each round is
    held to what the log says by then. Never raises: what cannot be mended and proved stays as it is.
    """
    edits: tuple[TextEdit, ...] = ()
    mended: list[Diagnostic] = []
    given_up: set[tuple[str, str]] = set()
    for _round in range(ROUNDS):
        found = find(document, standard)
        fixable = [
            diagnostic
            for diagnostic in found
            if diagnostic.fix is not None
            and (diagnostic.fix.safe or unsafe)
            and wanted(diagnostic)
            and _key(document, diagnostic) not in given_up
        ]
        if not fixable:
            break
        chosen = _compatible(fixable)
        result, made = _proved(document, chosen)
        if made:
            edits = composed(edits, _edits_of(made))
            mended += made
            document, standard = result, standard.after(document, result)
            given_up.clear()  # what stood in their way may be gone
        else:
            given_up.update(_key(document, diagnostic) for diagnostic in chosen)
    else:
        found = find(document, standard)
    return Mended(edits, document, tuple(mended), tuple(found))


def mend_one(document: Document, diagnostic: Diagnostic) -> Mended | None:
    """Make the fix of ``diagnostic``, found in ``document``; None where it has none or it cannot be proved.

    ``rest`` is empty: nothing else was looked for.
    """
    if diagnostic.fix is None:
        return None
    result, made = _proved(document, [diagnostic])
    return Mended(diagnostic.fix.edits, result, tuple(made), ()) if made else None


def _key(document: Document, diagnostic: Diagnostic) -> tuple[str, str]:
    """What stays the same of a finding as long as nothing about it changes, wherever its entry moves."""
    where = diagnostic.span if diagnostic.entry is None else document.entries[diagnostic.entry].span
    return diagnostic.rule, where.of(document.text)


def _compatible(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those of ``diagnostics`` whose fixes can be made at once: none touches what another does, or both do the same."""
    chosen: list[Diagnostic] = []
    taken: list[TextEdit] = []
    for diagnostic in diagnostics:
        assert diagnostic.fix is not None
        new = [edit for edit in diagnostic.fix.edits if edit not in taken[-NEARBY:]]
        if all(_apart(edit, other) for edit in new for other in taken[-NEARBY:]):
            chosen.append(diagnostic)
            taken += new
    return chosen


def _apart(first: TextEdit, second: TextEdit) -> bool:
    """Whether two edits can be made in either order."""
    return first.span.end < second.span.start or second.span.end < first.span.start


def _edits_of(diagnostics: Iterable[Diagnostic]) -> tuple[TextEdit, ...]:
    """The edits of the fixes of ``diagnostics``, in order, each once."""
    edits = {edit for diagnostic in diagnostics if diagnostic.fix is not None for edit in diagnostic.fix.edits}
    return tuple(sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)))


def _proved(document: Document, diagnostics: Sequence[Diagnostic]) -> tuple[Document, list[Diagnostic]]:
    """The log with as many of the fixes of ``diagnostics`` as can be proved, and those."""
    result = _tried(document, diagnostics)
    if result is not None:
        return result, list(diagnostics)
    if len(diagnostics) <= 1:
        return document, []
    half = len(diagnostics) // 2
    _, first = _proved(document, diagnostics[:half])
    _, second = _proved(document, diagnostics[half:])
    both = [*first, *second]
    for made in (both, first, second):
        result = _tried(document, made) if made else None
        if result is not None:
            return result, made
    return document, []


def _tried(document: Document, diagnostics: Sequence[Diagnostic]) -> Document | None:
    """The log with the fixes of ``diagnostics`` made, or None if it does not read as it is to."""
    try:
        result = parse(apply(document.text, _edits_of(diagnostics)))
    except ValueError:
        return None
    may_change: dict[int, frozenset[str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix is not None and diagnostic.entry is not None:
            fields = may_change.get(diagnostic.entry, frozenset())
            may_change[diagnostic.entry] = fields | diagnostic.fix.fields
    return result if _read_the_same(document.entries, result.entries, may_change) else None


def _read_the_same(before: Sequence[Entry], after: Sequence[Entry], may_change: dict[int, frozenset[str]]) -> bool:
    """Whether two logs have the same entries, but for the fields in ``may_change``, by the entries' indices."""
    return len(before) == len(after) and all(
        same_but(first, second, may_change.get(index, ()))
        for index, (first, second) in enumerate(zip(before, after, strict=True))
    )


def same_but(before: Entry, after: Entry, fields: Collection[str]) -> bool:
    """Whether two entries say the same in every field but ``fields``."""
    if before.section == after.section and before.markdown.rstrip("\r\n") == after.markdown.rstrip("\r\n"):
        return True
    return all(field in fields or getattr(before, field) == getattr(after, field) for field in FIELDS)
