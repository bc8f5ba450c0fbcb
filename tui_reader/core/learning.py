"""How entries are spelled in a log, learned from the template in it, and from its latest entries in all else.

Of each thing that was learned it is known where it comes from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from tui_reader.core.body import label_of
from tui_reader.core.document import Document, Entry, Span, Trivia
from tui_reader.core.fields import fold
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    QUOTE_AND_SPACE,
    is_blank,
    is_header,
    is_template_fence,
    item_sign,
    marks_of,
    scannable,
)
from tui_reader.core.record import record_at
from tui_reader.core.record_labels import field_of
from tui_reader.core.record_spelling import form_of, record_form
from tui_reader.core.table_spelling import row_form
from tui_reader.core.template import (
    HINTS,
    Order,
    Template,
    date_form_told,
    figure_label_of,
    header_of,
    joint_of,
    label_told,
    limit_told,
    names_in,
    order_told,
    under,
    width_told,
)

LATEST = 40
"""Entries that are looked at for the log's own spelling."""

ENOUGH = 3
"""Entries that it takes to say that a log spells something as hardly any log does."""

USUAL = Template()
"""What holds where nothing says otherwise."""

TAG_WIDTH = lazy_pattern(r"\bwidth\s*=\s*[\"']?(\d{1,5})(?!\s*[\d%])", re.IGNORECASE)

Source = Literal["usual", "entries", "neighbours", "template", "insertion", "stated"]
"""Nobody says it and it is usual; most entries do so, or most pairs of neighbours; a template in the log, its insertion
line, or a template that is stated elsewhere says so."""


class Origin(NamedTuple):
    """Where something that was learned comes from."""

    source: Source = "usual"
    line: int | None = None
    """The line that says it, or the first entry that shows it; of a template stated elsewhere, the line in its text."""
    votes: int = 0
    """How many entries or neighbours do so,"""
    voters: int = 0
    """and how many there are to tell by."""


class Learned(NamedTuple):
    """How entries are spelled, and why."""

    template: Template
    origins: Mapping[str, Origin]
    """By the names of the template's values; what is usual is left out."""

    def origin(self, name: str) -> Origin:
        """Where the value ``name`` of the template comes from."""
        return self.origins.get(name, Origin())


def learn(document: Document, stated: str | None = None) -> Template:
    """How entries are spelled in ``document``: what its template says, and what its latest entries do in all else.

    ``stated`` is the text of a template that goes before the one in the log.
    """
    return learn_with_origins(document, stated).template


def learn_with_origins(document: Document, stated: str | None = None) -> Learned:
    """As ``learn``, and where each value comes from."""
    lessons = _Lessons()
    lessons.from_entries(document)
    notes = [block for block in document.blocks if isinstance(block, Trivia)]
    for block in notes:
        if block.kind == "insertion" and (order := order_told(block.span.of(document.text))):
            lessons.set("order", order, Origin("insertion", block.line))
    if stated is None or not lessons.from_template(stated, "stated"):
        # A template without fences or quote marks may stand in what is else a note.
        for kind in ("template", "text"):
            if any(
                block.kind == kind
                and lessons.from_template(block.span.of(document.text), "template", block.line, kind == "template")
                for block in notes
            ):
                break
    return Learned(Template(**lessons.values), lessons.origins)


def latest(document: Document) -> list[Entry]:
    """The entries that show the log's spelling of today: the dated ones that were written last."""
    dated = [entry for entry in document.entries if entry.dated]
    if len(dated) <= LATEST:
        return dated
    head, tail = dated[: len(dated) // 2][:LATEST], dated[-LATEST:]
    if (tail[-1].date or "") > (head[0].date or ""):
        return tail
    return head


def order_of(entries: Sequence[Entry]) -> Order | None:
    """The order of time that ``entries`` stand in, by majority of neighbours; None where one cannot tell."""
    ballots = list(_orders(entries))
    falling = sum(ballot.value == "newest_first" for ballot in ballots)
    if 2 * falling == len(ballots):
        return None
    return "newest_first" if 2 * falling > len(ballots) else "oldest_first"


def _orders(entries: Sequence[Entry]) -> Iterator[_Ballot]:
    """The order of each two neighbours of different days."""
    dated = [(entry.date, entry.line) for entry in entries if entry.date is not None]
    for (first, line), (second, _) in pairwise(dated):
        if first != second:
            yield _Ballot("newest_first" if first > second else "oldest_first", line)


class _Ballot(NamedTuple):
    """One entry's word on how something is spelled."""

    value: object
    line: int


class _Lessons:
    """What was learned so far: later lessons go before earlier ones."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}

    def set(self, name: str, value: object, origin: Origin) -> None:
        """Learn that ``name`` is ``value``."""
        self.values[name] = value
        self.origins[name] = origin

    def vote(self, name: str, ballots: Iterable[_Ballot], of: int | None = None, source: Source = "entries") -> None:
        """Learn what most of ``ballots`` say, the first of several; nothing where there are none."""
        cast = list(ballots)
        if not cast:
            return
        [(value, count)] = Counter(ballot.value for ballot in cast).most_common(1)
        line = next(ballot.line for ballot in cast if ballot.value == value)
        self.set(name, value, Origin(source, line, count, len(cast) if of is None else of))

    # -- from entries ----------------------------------------------------------------------------------------------

    def from_entries(self, document: Document) -> None:
        """Learn what the latest entries do most often."""
        entries = latest(document) or [entry for entry in document.entries if not entry.dated][-LATEST:]
        if not entries:
            return
        self._from_records(document.text, entries)
        rows = [entry for entry in entries if entry.form == "row"]
        if 2 * len(rows) > len(entries):
            self.set(
                "table", row_form(document.text, rows[0]), Origin("entries", rows[0].line, len(rows), len(entries))
            )
        papers = [entry for entry in entries if entry.kind == "paper"] or entries
        looks = [_Look(document.text, entry) for entry in papers]
        self._vote_on_quotes(looks)
        self._vote_on_body(looks)
        orders_of_fields = [(order, entry.line) for entry in papers if (order := _fields_of(entry))]
        if len(orders_of_fields) >= ENOUGH:
            self.vote("fields", (_Ballot(*order) for order in orders_of_fields))
        joints = [joint_of(entry.header.span.of(document.text)) for entry in entries]
        if len(joints) >= ENOUGH:
            # What has no joint, or several, is no word for another than the usual one.
            ballots = zip((joint or USUAL.joint for joint in joints), (entry.line for entry in entries), strict=True)
            self.vote("joint", (_Ballot(*ballot) for ballot in ballots))
        self.vote("separator", _separators(document, entries))
        self.values.setdefault("separator", ">" if self.values["header_prefix"].count(">") > 1 else "")
        dates = [(form, entry.line) for entry in entries if (form := _date_form(document.text, entry))]
        self.vote("date_sign", (_Ballot(sign, line) for (sign, _), line in dates))
        self.vote("date_padded", (_Ballot(padded, line) for (_, padded), line in dates if padded is not None))
        notes = ((_note_in_brackets(document.text, entry), entry.line) for entry in entries)
        self.vote("note_in_brackets", (_Ballot(note, line) for note, line in notes if note is not None))
        orders = list(_orders(document.entries))
        if order_of(document.entries) is not None:
            self.vote("order", orders, source="neighbours")

    def _from_records(self, text: str, entries: Sequence[Entry]) -> None:
        """Learn the labels of records, where most entries are some, from those that name a paper."""
        records = [entry for entry in entries if entry.form == "record"]
        if 2 * len(records) > len(entries):
            papers = [entry for entry in records if entry.kind == "paper"] or records
            self.vote("record", (_Ballot(record_form(text, entry), entry.line) for entry in papers))

    def _vote_on_quotes(self, looks: Sequence[_Look]) -> None:
        self.vote("header_prefix", (_Ballot(look.header_prefix, look.line) for look in looks))
        prefix = self.values["header_prefix"]
        self.values["body_prefix"] = under(prefix)
        alike = (look for look in looks if look.header_prefix == prefix and look.body_prefix is not None)
        self.vote("body_prefix", (_Ballot(look.body_prefix, look.line) for look in alike))

    def _vote_on_body(self, looks: Sequence[_Look]) -> None:
        with_body = (look for look in looks if look.body_prefix is not None)
        self.vote("space_under_header", (_Ballot(look.space_under_header, look.line) for look in with_body))
        spaced = (look for look in looks if look.space_over_summary is not None)
        self.vote("space_over_summary", (_Ballot(look.space_over_summary, look.line) for look in spaced))
        # Where somebody summed up, there is a label or there is none; where nobody did, nothing tells.
        summed_up = [look for look in looks if look.label or look.has_summary] or looks
        labelled = [look for look in summed_up if look.label]
        if 2 * len(labelled) >= len(summed_up):
            self.vote("summary_label", (_Ballot(look.label, look.line) for look in labelled), len(summed_up))
        else:
            without = (_Ballot("", look.line) for look in summed_up if not look.label)
            self.vote("summary_label", without, len(summed_up))
        self.vote("label_alone", (_Ballot(look.label_alone, look.line) for look in labelled))
        with_figure = [look for look in looks if look.has_figure]
        tags = [look for look in with_figure if look.tag is not None]
        # As many of the one as of the other: a tag, which has a width.
        forms = [_Ballot("tag", look.line) for look in tags]
        forms += [_Ballot("image", look.line) for look in with_figure if look.tag is None]
        self.vote("figure_form", forms)
        self.vote("figure_label", (_Ballot(look.figure_label, look.line) for look in with_figure))
        named = (look for look in with_figure if look.figure_label)
        self.vote("figure_label_alone", (_Ballot(look.figure_label_alone, look.line) for look in named))
        below = (_Ballot(look.figure_below, look.line) for look in with_figure if look.figure_below is not None)
        self.vote("figure_below", below)
        widths = [(found[1], look.line) for look in tags if (found := TAG_WIDTH.search(look.tag or ""))]
        if tags and not widths:
            self.vote("figure_width", (_Ballot(None, look.line) for look in tags))
        self.vote("figure_width", (_Ballot(int(width) or None, line) for width, line in widths), len(tags))

    # -- from a template -------------------------------------------------------------------------------------------

    def from_template(self, text: str, source: Source, first_line: int = 1, fenced: bool = True) -> bool:
        """Learn what the template in ``text`` says; whether there is one.

        ``first_line`` is the number of its first line; ``fenced``: it stands between fences, or might.
        """
        lines = scannable(text).split("\n")
        header = header_of(lines, fenced)
        if header is None:
            return self._from_record_template(lines, source, first_line)

        def told_in(index: int) -> Origin:
            return Origin(source, first_line + index)

        names = names_in(lines[header].lstrip(QUOTE_AND_SPACE))
        if fields := tuple(dict.fromkeys(field for field, _ in names)):
            self.set("fields", fields, told_in(header))
        if joint := joint_of(lines[header]):
            self.set("joint", joint, told_in(header))
        if source == "template":
            self.values["line"] = first_line + header
        form = next((form for field, name in names if field == "date" and (form := date_form_told(name))), None)
        if form is not None:
            self.set("date_sign", form[0], told_in(header))
            self.set("date_padded", form[1], told_in(header))
        self.values["hints"] = tuple(HINTS.findall("\n".join(lines)))
        order = order_told("\n".join(lines))
        if order is not None:
            ordered = _first(lines, lambda line: order_told(line) == order)
            self.set("order", order, told_in(header if ordered is None else ordered))
        width = _first(lines, lambda line: width_told(line) is not None)
        image = _first(lines, lambda line: "![" in line)
        if width is not None:
            self.set("figure_width", width_told(lines[width]), told_in(width))
            self.set("figure_form", "tag", told_in(width))
        elif image is not None:
            self.set("figure_form", "image", told_in(image))
        limited = _first(lines[header + 1 :], lambda line: limit_told(line) is not None)
        if limited is not None:
            self.set("summary_limit", limit_told(lines[header + 1 + limited]), told_in(header + 1 + limited))
        self._from_template_body(lines, header, told_in)
        return True

    def _from_record_template(self, lines: Sequence[str], source: Source, first_line: int) -> bool:
        """Learn the labels that a template asks for, one a line; whether it does. What entries do goes before."""
        labelled = (index for index, line in enumerate(lines) if field_of(line.lstrip(QUOTE_AND_SPACE)) is not None)
        records = ((index, record_at(lines, index)) for index in labelled)
        found = next(((index, record) for index, record in records if record is not None and record.is_template), None)
        if found is None:
            return False
        index, record = found
        self.values["line"] = first_line + index
        if "header_prefix" not in self.values:
            marks = marks_of(lines[index])
            origin = Origin(source, first_line + index)
            self.set("record", form_of(lines, record.values), origin)
            for name, value in (("header_prefix", marks), ("body_prefix", marks), ("separator", marks.rstrip())):
                self.set(name, value, origin)
            self.set("space_under_header", False, origin)
            below = next((line[len(marks_of(line)) :] for line in lines[record.end :] if line.strip("> \t")), "")
            label = label_of(below)
            if label is not None and label[0] != "figure":
                self.set("summary_label", below[: label[1]].rstrip(), origin)
        return True

    def _from_template_body(self, lines: Sequence[str], header: int, told_in: Callable[[int], Origin]) -> None:
        """Learn what stands under the template's header: label, quote marks, the line between."""
        body: list[tuple[int, str, str]] = []
        for index, line in enumerate(lines[header + 1 :], header + 1):
            marks = marks_of(line)
            said = line[len(marks) :]
            if said and (is_header(said) or is_template_fence(said)):
                break
            if said and not is_blank(said):
                body.append((index, marks, said))
        kinds = [(index, marks, label[0]) for index, marks, said in body if (label := label_of(said)) is not None]
        labels = [(index, marks) for index, marks, kind in kinds if kind != "figure"]
        if labels:
            index, marks = labels[0]
            spelled = label_told(lines[index][len(marks) :])
            # Where it is the same, the entries know better which colon it has.
            if spelled and not _same_label(spelled, self.values.get("summary_label", USUAL.summary_label)):
                self.set("summary_label", spelled, told_in(index))
        for index, marks, kind in kinds:
            if kind == "figure" and (figure_label := figure_label_of(lines[index][len(marks) :])):
                self.set("figure_label", figure_label, told_in(index))
                below = _first(lines[index + 1 :], lambda line: "![" in line or "<img" in line)
                self.set("figure_label_alone", below is not None and "![" not in lines[index], told_in(index))
        figures = [index for index, _marks, kind in kinds if kind == "figure"]
        if figures and labels:
            self.set("figure_below", figures[0] > labels[0][0], told_in(figures[0]))
        prefix = _prefix(lines[header])
        if ">" not in prefix and prefix == marks_of(prefix):
            return
        self.set("header_prefix", prefix, told_in(header))
        self.set("body_prefix", under(prefix), told_in(header))
        inner = labels + [(index, marks) for index, marks, kind in kinds if kind == "figure"]
        inner = inner or [(index, marks) for index, marks, _ in body]
        quoted = [(index, marks) for index, marks in inner if ">" in marks]
        if quoted:
            most = Counter(marks for _, marks in quoted).most_common(1)[0][0]
            self.set("body_prefix", most, told_in(next(index for index, marks in quoted if marks == most)))
        if body:
            self.set("space_under_header", body[0][0] > header + 1, told_in(header + 1))


def _first(lines: Sequence[str], is_meant: Callable[[str], bool]) -> int | None:
    """Which of ``lines`` is the first that is meant; None: none is."""
    return next((index for index, line in enumerate(lines) if is_meant(line)), None)


class _Look:
    """What one entry looks like."""

    def __init__(self, text: str, entry: Entry) -> None:
        body = entry.body
        self.line = entry.line
        header_end = entry.header.span.end
        lines = scannable(text[entry.start : entry.end]).split("\n")
        below = scannable(text[header_end : entry.end]).split("\n")
        self.header_prefix = marks_of(lines[0]) if entry.form in ("record", "row") else _prefix(lines[0])
        is_item = self.header_prefix != marks_of(lines[0])
        contents = [(marks_of(line), line[len(marks_of(line)) :]) for line in below]
        # Four spaces and more behind the marks make code or a list within a list: they are the text's own.
        contents = [
            (marks if len(marks) - len(marks.rstrip()) < 4 else marks.rstrip() + " ", content)
            for marks, content in contents
        ]
        filled = [marks for marks, content in contents if content and not is_blank(content)]
        said = [marks for marks in filled if ">" in marks]
        self.body_prefix = Counter(said).most_common(1)[0][0] if said else None
        if self.body_prefix is None and is_item and filled:
            self.body_prefix = under(self.header_prefix)  # what is indented otherwise is part of the item all the same
        elif self.body_prefix is None and entry.form == "record" and filled:
            self.body_prefix = self.header_prefix
        self.space_under_header = bool(contents) and is_blank(contents[0][1])
        self.has_figure = bool(body.figures)
        self.has_summary = body.summary is not None
        figure = body.figures[0].span.of(text) if body.figures else ""
        self.tag = figure if figure.startswith("<") else None
        self.label = fold(body.label.of(text)).strip("\\").strip() if body.label else ""
        self.label_alone = bool(
            body.label and body.summary and "\n" in scannable(text[body.label.end : body.summary_spans[0].start])
        )
        self.figure_label = ""
        self.figure_label_alone = False
        if body.figures and body.figure_label:
            self.figure_label = figure_label_of(body.figure_label.of(text))
            self.figure_label_alone = "\n" in scannable(text[body.figure_label.end : body.figures[0].span.start])
        self.figure_below: bool | None = None
        if body.figures and body.summary_spans:
            self.figure_below = body.figures[0].span.start > body.summary_spans[0].start
        self.space_over_summary: bool | None = None
        if body.label and body.figures:
            between = Span(body.figures[-1].span.end, body.label.start)
            if self.figure_below:
                first = body.figure_label if self.figure_label and body.figure_label else body.figures[0].span
                between = Span(body.summary_spans[-1].end, first.start)
            self.space_over_summary = len(scannable(between.of(text)).split("\n")) > 2


def _prefix(line: str) -> str:
    """The quote marks before a header, with the sign of the item that it is in a list of unlike items: no number."""
    marks = marks_of(line)
    sign = item_sign(line, len(marks))
    return marks if sign[:1].isdigit() else marks + sign[:1] + " " * bool(sign)


def _date_form(text: str, entry: Entry) -> tuple[str, bool | None] | None:
    """The sign between an entry's year and month, and whether its month and day are padded (None: one cannot tell)."""
    span = entry.header.spans.get("date")
    if span is None or entry.date is None:
        return None
    numbers = re.findall(r"\d+", span.of(text))
    signs = re.findall(r"[-./]", span.of(text))
    if len(numbers) != 3 or not signs:
        return None
    small = [number for number in numbers[1:] if int(number) < 10]
    return signs[0], all(len(number) == 2 for number in small) if small else None


def _fields_of(entry: Entry) -> tuple[str, ...] | None:
    """The fields of an entry's header, in their order; None where one of those is missing that all headers have."""
    spans = entry.header.spans
    fields = sorted((field for field in USUAL.fields if field in spans), key=lambda field: spans[field].start)
    if not {"date", "reader", "title"} <= set(fields):
        return None
    return (*fields, *(() if "source" in fields else ("source",)))


def _note_in_brackets(text: str, entry: Entry) -> bool | None:
    """Whether the note of a check-in stands in brackets; None for a paper, and for a note on a line of its own."""
    span = entry.header.spans.get("note")
    if entry.kind == "paper" or span is None or len(scannable(text[entry.start : span.start]).split("\n")) > 1:
        return None
    return text[span.start - 1 : span.start] in tuple("[【")


def _separators(document: Document, entries: Sequence[Entry]) -> Iterator[_Ballot]:
    """The lines between two of ``entries``: the one with the fewest quote marks stands for all between the two."""
    wanted = {id(entry) for entry in entries}
    blocks = document.blocks
    for above, between, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if (
            isinstance(above, Entry)
            and isinstance(below, Entry)
            and isinstance(between, Trivia)
            and id(below) in wanted
            and between.kind == "separator"
        ):
            lines = [line.strip(" \t\\") for line in scannable(between.span.of(document.text)).split("\n")[:-1]]
            marks = (line if set(line) <= set("> \t") else "" for line in lines)
            yield _Ballot(min(marks, key=lambda line: line.count(">"), default=""), between.line)


def _same_label(first: str, second: str) -> bool:
    return first.strip("*:： ").casefold() == second.strip("*:： ").casefold()
