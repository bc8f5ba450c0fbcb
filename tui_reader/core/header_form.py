"""The one way in which a log spells the header of an entry, and how far a header is from it.

``[date]-[reader]-[title]-[source](link) [more](link)``: brackets around each field, one joint between them, the paper's
link behind its source, all on one line. What stands in the brackets is left as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple

from tui_reader.core.document import Entry, Link, Span
from tui_reader.core.fields import fold, has_scheme, unescape
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.leftover import leftover
from tui_reader.core.lines import QUOTE_AND_SPACE, item_sign
from tui_reader.core.parser import parse
from tui_reader.core.spelling import spelled_date, spelled_text
from tui_reader.core.template import USUAL_FIELDS, USUAL_JOINT, Template
from tui_reader.core.text_edit import NEWLINE, NEWLINE_BEFORE, TextEdit, newline_at

Cause = Literal["wrapped", "joined", "together", "wrong", "unbalanced", "missing", "date", "leftover", "other"]
"""How a header differs: over several lines, with what belongs below it on its line, fields in one bracket, a wrong
bracket, one bracket missing, both missing, the date's form, with words that are in no field, anything else."""

AT_LINE_END = " \t\\"
"""What may follow a header on its line and mean a line break: it is left there."""
OPENING, CLOSING = "[", "]"
OPENING_SIGNS, CLOSING_SIGNS = frozenset("[【［(（{「『〔〖"), frozenset("]】］)）}」』〕〗")
LONGEST_NOTE = 200
"""Characters of a note on lines of its own that still goes into the header."""

# What needs no closer look. Days and months have two digits or one; the date's form is compared with the template's.
USUAL = lazy_pattern(
    r"\[\d{4}(?P<sign>[-./])\d{1,2}(?P=sign)\d{1,2}\]-\[[^\[\]\\\n\r【】［］（）]+\]"
    r"-\[[^\s\[\]\"'“][^\[\]\n\r\"'”]*\](?P<link>\([^()\s]*\))?"
    r"(?:-\[[^\s\[\]:/\"'“][^\[\]:/\n\r\"'”]*\](?(link)\([^()\s]*\)|(?:\([^()\s]*\))?))?"
    r"(?: \[[^\[\]\n\r]+\]\([^()\s]+\))*[ \t\\]*"
)

FIELDS = ("kind", "date", "reader", "title", "source", "figures", "summary", "note")


class HeaderForm(NamedTuple):
    """How a header is to be spelled, and why it is not spelled so."""

    edit: TextEdit | None
    """What spells it so; None where no such spelling would be read as this one is."""
    causes: Mapping[Cause, Span]
    """What is wrong with it, and where. Empty where it is as it is to be."""
    labels_change: bool = False
    """Whether a bare address becomes the link of source or title, and so gets a label."""

    @property
    def spelling(self) -> str:
        """The header as it is to be; empty where there is none."""
        return self.edit.new_text if self.edit is not None else ""


RIGHT = HeaderForm(None, {})
"""The form of a header that is as it is to be, or too broken to say."""


def header_form(text: str, entry: Entry, template: Template) -> HeaderForm:
    """How the header of ``entry``, which stands in ``text``, differs from the form that ``template`` gives it."""
    if (
        entry.form != "header"
        or entry.date is None
        or entry.reader is None
        or (entry.kind == "paper" and not entry.title)
    ):
        return RIGHT
    place = _place(text, entry, template)
    written = place.of(text)
    date = spelled_date(entry.date, template.date_sign, template.date_padded)
    below = _below(text, entry, template)
    is_usual = template.joint == USUAL_JOINT and template.order_of_fields == USUAL_FIELDS
    may_be_usual = is_usual and entry.kind == "paper" and not below
    if may_be_usual and written.startswith(f"[{date}]-[{entry.reader}]-[") and USUAL.fullmatch(written) is not None:
        return RIGHT
    other = leftover(text, entry)
    if other is not None:
        return HeaderForm(None, {"leftover": other})
    causes = _causes(text, entry, place, date)
    for header in _spellings(text, entry, date, template):
        if header == written and not below:
            # What is spelled so has brackets, dashes and date as they are to be.
            return RIGHT
        labels_change = _reads_the_same(text, entry, place, header + below)
        if labels_change is not None:
            return HeaderForm(TextEdit(place, header + below), causes or {"other": place}, labels_change)
    return HeaderForm(
        None, {cause: span for cause, span in causes.items() if cause in ("wrong", "unbalanced", "together")}
    )


def with_source(text: str, entry: Entry, template: Template, source: str) -> TextEdit | None:
    """The edit that spells the header with ``source`` in the place of an address; None where it would be misread."""
    if entry.form != "header" or entry.date is None or entry.reader is None or not entry.title:
        return None
    if leftover(text, entry) is not None:
        return None
    place = _place(text, entry, template)
    date = spelled_date(entry.date, template.date_sign, template.date_padded)
    for header in _spellings(text, entry, date, template, source):
        if _reads_the_same(text, entry, place, header, source) is not None:
            return TextEdit(place, header)
    return None


def _is_joined(text: str, entry: Entry) -> bool:
    """Whether a figure or the summary stands on the header's line: the header ends before the line does."""
    end = entry.header.span.end
    return NEWLINE_BEFORE.search(text[:end][-2:]) is None and bool(text[end : entry.end].strip())


def _below(text: str, entry: Entry, template: Template) -> str:
    """What is to part the header from what stands on its line and belongs below it; empty where nothing does."""
    if not _is_joined(text, entry):
        return ""
    newline, prefix = newline_at(text, entry.header.span.end), template.body_prefix
    return newline + (prefix.rstrip() + newline if template.space_under_header else "") + prefix


def _place(text: str, entry: Entry, template: Template) -> Span:
    """Where the header stands, without quote marks before it and without what means a line break behind it.

    Where the log is a list, without the sign of the item, too.
    """
    span = entry.header.span
    start, end = span
    while start < end and text[start] in QUOTE_AND_SPACE:
        start += 1
    if template.is_list:
        start += len(item_sign(text, start))
    if _is_joined(text, entry):
        return Span(start, end)
    stripped = len(text[start:end].rstrip("\r\n" + AT_LINE_END + QUOTE_AND_SPACE)) + start
    return Span(start, stripped)


# -- what is wrong ----------------------------------------------------------------------------------------------------


def _causes(text: str, entry: Entry, place: Span, date: str) -> dict[Cause, Span]:
    """What is wrong with a header, and where."""
    spans = entry.header.spans
    causes: dict[Cause, Span] = {}
    if NEWLINE.search(place.of(text)) is not None:
        causes["wrapped"] = place
    if _is_joined(text, entry):
        behind = NEWLINE.search(text, place.end)
        causes["joined"] = Span(place.end, behind.start() if behind is not None else entry.end)
    fields = sorted((field for field in USUAL_FIELDS if field in spans), key=lambda field: spans[field].start)
    if spans.get("source") == spans.get("link") and "source" in spans:
        fields.remove("source")
    above: str | None = None
    for field, following in zip(fields, [*fields[1:], None], strict=True):
        span, outer = spans[field], spans[field + "_outer"]
        if following is not None and _are_together(text, span, spans[following]):
            causes.setdefault("together", Span(span.start, spans[following].end))
            above = following
            continue
        if field == above:
            continue
        cause = _bracketing(text, span, outer, place)
        if cause is not None:
            causes.setdefault(cause, Span(min(span.start, outer.start), max(span.end, outer.end)))
    if spans["date"].of(text) != date:
        causes["date"] = spans["date"]
    return causes


def _are_together(text: str, first: Span, second: Span) -> bool:
    """Whether one bracket holds both fields."""
    between = text[first.end : second.start]
    return not (OPENING_SIGNS | CLOSING_SIGNS) & set(between) and text[: first.start].rstrip()[-1:] in ("[", "【", "［")


def _bracketing(text: str, span: Span, outer: Span, place: Span) -> Cause | None:
    """What is wrong with the brackets around the field at ``span``."""
    before = text[place.start : span.start].rstrip(" \t\"'“‘*_")[-1:]
    after = text[span.end : place.end].lstrip(" \t\"'”’\\*_")[:1]
    if (before, after) == (OPENING, CLOSING):
        return None
    # "[name[": the reading takes the second for one that closes.
    opened, closed = before in OPENING_SIGNS, after in CLOSING_SIGNS or (after == OPENING and outer.end > span.end)
    if opened and closed:
        return "wrong"
    if opened or closed:
        return "unbalanced"
    return "missing"


# -- how it is to be --------------------------------------------------------------------------------------------------


def _spellings(text: str, entry: Entry, date: str, template: Template, source: str | None = None) -> Iterator[str]:
    """Ways to spell the header of ``entry``, the one that keeps most of what was typed first."""
    arranged = partial(template.arranged, date=f"[{date}]", reader=f"[{entry.reader}]")
    if entry.kind == "no_reading":
        yield from (arranged(title=note) for note in _notes(text, entry, template))
        return
    links = _Links(entry, source or entry.source)
    has_source = (source or entry.source) is not None
    for title in _typed(text, entry, "title", entry.title or ""):
        for spelled in (
            [source] if source else _typed(text, entry, "source", entry.source or "") if has_source else [""]
        ):
            named = f"[{title}]{links.of_title}"
            if has_source:
                yield arranged(title=named, source=f"[{spelled}]{links.of_source}{links.more}")
            else:
                yield arranged(title=named + links.more)
                yield arranged(title=named, source=f"[]{links.more}")


def _notes(text: str, entry: Entry, template: Template) -> Iterator[str]:
    """Ways to spell the note of a check-in behind date and reader."""
    if entry.note is None:
        yield ""
        return
    if len(entry.note) > LONGEST_NOTE and len(NEWLINE.split(_place(text, entry, template).of(text))) > 1:
        return
    for note in _typed(text, entry, "note", entry.note):
        forms = (f"[{note}]", note)
        yield from forms if template.note_in_brackets else reversed(forms)


def _typed(text: str, entry: Entry, field: str, value: str) -> Iterator[str]:
    """Ways to write the value of ``field``: as it was typed, if that is on one line, then escaped as far as needed."""
    span = entry.header.spans.get(field)
    typed = span.of(text).strip() if span is not None else ""
    ways = [typed] if typed and NEWLINE.search(typed) is None else []
    yield from dict.fromkeys([*ways, *spelled_text(value)])


class _Links:
    """Where the links of a header go: behind the title, behind the source, and the others behind these."""

    def __init__(self, entry: Entry, source: str | None) -> None:
        self.of_title = self.of_source = ""
        others: list[Link] = []
        first, rest = next(iter(entry.links), None), entry.links[1:]
        for link in entry.links:
            label = unescape(link.label)
            if not label and link.url == source:
                continue  # an address in the source's place is both
            is_sources = source is not None and label in ("", source, entry.source)
            # The paper's own link stands behind its source, as the template asks; behind the title where there is none.
            is_papers = link is first and label == entry.title
            if (is_sources or (is_papers and source is not None and not self._has_own(rest, entry))) and not (
                self.of_source or others
            ):
                self.of_source = _target(link.url)
            elif label in ("", entry.title) and not (self.of_title or self.of_source or others):
                self.of_title = _target(link.url)
            else:
                others.append(link)
        self.more = "".join(f" [{link.label or link.url}]{_target(link.url)}" for link in others)
        empty = entry.header.spans.get("empty_link")
        if empty is not None:
            # What is still to come is not forgotten.
            place = entry.header.spans.get("source") if source is not None else None
            if place is not None and place.start < empty.start and not self.of_source:
                self.of_source = "()"
            elif not self.of_title:
                self.of_title = "()"

    @staticmethod
    def _has_own(links: Iterable[Link], entry: Entry) -> bool:
        """Whether the source has a link of its own among ``links``, or still waits for one."""
        waits = "empty_link" in entry.header.spans
        return waits or any(unescape(link.label) in ("", entry.source) for link in links)


def _target(address: str) -> str:
    """``address`` in parentheses; one in which another link was begun ends with the parentheses of both."""
    return f"({address}))" if "](" in address else f"({address})"


def _reads_the_same(text: str, entry: Entry, place: Span, header: str, source: str | None = None) -> bool | None:
    """Whether ``header`` in the place of the entry's own changes labels of links; None where it changes more."""
    before, after = text[entry.start : place.start], text[place.end : entry.end]
    entries = parse(before + header + after).entries
    if len(entries) != 1 or entries[0].span.length != len(before) + len(header) + len(after):
        return None
    found = entries[0]
    if found.dated != entry.dated:
        return None
    for field in FIELDS:
        wanted = source if field == "source" and source is not None else getattr(entry, field)
        if getattr(found, field) != wanted:
            return None
    if [link.url for link in found.links] != [link.url for link in entry.links]:
        return None
    if ("empty_link" in found.header.spans) != ("empty_link" in entry.header.spans):
        return None
    known = {"", fold(entry.title or ""), fold(source or entry.source or "")}
    changed = False
    for old, new in zip(entry.links, found.links, strict=True):
        if unescape(old.label) != unescape(new.label):
            changed = True
            # A label that says something of its own stays.
            if unescape(old.label) not in known and not has_scheme(old.label):
                return None
    return changed
