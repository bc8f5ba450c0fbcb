"""How a draft is put into Markdown, so that it is read back as it was given.

Of several spellings, from the plainest to the most careful, the first that says exactly what was meant is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from tui_reader.core.body import kept_from_reading
from tui_reader.core.document import Entry
from tui_reader.core.draft import Draft
from tui_reader.core.fields import fold, is_address, iso_date, opaque_ranges, without_quotes
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import QUOTE_AND_SPACE
from tui_reader.core.message import N_, Message, ReadTuiError, message
from tui_reader.core.parser import parse
from tui_reader.core.record_spelling import record_headers
from tui_reader.core.table import TableForm
from tui_reader.core.table_spelling import rows
from tui_reader.core.template import USUAL_FIELDS, USUAL_JOINT, Template
from tui_reader.core.tokens import matching_brackets

FIELD_NAMES_FOR_PEOPLE: Mapping[str, str] = {
    "date": N_("date"),
    "reader": N_("reader"),
    "title": N_("title"),
    "source": N_("source"),
    "link": N_("link"),
    "figure": N_("figure"),
    "summary": N_("summary"),
    "note": N_("note"),
    "section": N_("section"),
    "more_links": N_("further links"),
    "more_figures": N_("further figures"),
    "markdown": N_("Markdown"),
}


def field_name(field: str) -> Message:
    """What a person calls ``field``."""
    return message(FIELD_NAMES_FOR_PEOPLE.get(field, field))


class DraftError(ReadTuiError):
    """A draft that cannot be written as it is."""

    def __init__(self, field: str, pattern: str, **arguments: object) -> None:
        super().__init__(pattern, **arguments)
        self.field = field
        """The field that has to change."""


CONTROL = lazy_pattern(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
LINE_BREAK = lazy_pattern(r"\r\n|\n|\r")
PUNCTUATION = lazy_pattern(r"([!-/:-@\[-`{-~])")
BACKSLASH = lazy_pattern(r"\\(?=[!-/:-@\[-`{-~]|$)")
NOT_IN_ADDRESS = lazy_pattern(r"[\s\"<>\\^`{|}\[\]\x00-\x20\x7f]")
PICTURE = lazy_pattern(r"!\[[^\]\n]*\]\(|<img\b", re.IGNORECASE)
ONE_LINE_FIELDS = ("date", "reader", "title", "source", "link", "figure", "note")


def check_draft(draft: Draft, sections: Sequence[str] = ()) -> list[DraftError]:
    """All that keeps ``draft`` from being written, field by field; ``sections`` are the headings of the log."""
    errors: list[DraftError] = []
    for field in ONE_LINE_FIELDS:
        value = getattr(draft, field)
        if LINE_BREAK.search(value.strip()):
            errors.append(
                DraftError(field, N_("The {name} has a line break in it: give it as one line."), name=field_name(field))
            )
        elif found := CONTROL.search(value):
            errors.append(
                DraftError(
                    field,
                    N_("The {name} has a control character in it (U+{code:04X}): take it out."),
                    name=field_name(field),
                    code=ord(found.group()),
                )
            )
    if found := CONTROL.search(draft.summary):
        errors.append(
            DraftError(
                "summary",
                N_("The {name} has a control character in it (U+{code:04X}): take it out."),
                name=field_name("summary"),
                code=ord(found.group()),
            )
        )
    if draft.date.strip() and iso_date(draft.date) is None:
        errors.append(DraftError("date", N_("“{value}” is no date: write it as 2024-03-05."), value=fold(draft.date)))
    if draft.kind == "paper" and not fold(draft.title):
        errors.append(
            DraftError("title", N_("A title is missing: type the paper's title, or say that nothing was read."))
        )
    if draft.link.strip() and not is_address(encoded(draft.link)):
        errors.append(
            DraftError(
                "link",
                N_("“{value}” is no address: it needs to look like https://arxiv.org/abs/2403.04294."),
                value=fold(draft.link),
            )
        )
    if PICTURE.search(draft.summary):
        errors.append(
            DraftError("summary", N_("A picture stands in the summary: put its address into the figure field."))
        )
    if draft.section and draft.section not in sections:
        errors.append(_no_such_section(draft.section, sections))
    return errors


def _no_such_section(section: str, sections: Sequence[str]) -> DraftError:
    if not sections:
        return DraftError(
            "section",
            N_("There is no section “{section}”: the log has no headings; leave the section empty."),
            section=section,
        )
    return DraftError(
        "section",
        N_("There is no section “{section}”. The log has: {sections}."),
        section=section,
        sections=", ".join(dict.fromkeys(sections)),
    )


def encoded(address: str) -> str:
    """``address`` with the characters percent-encoded that Markdown would take for something else."""
    address = address.strip()

    def percent(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "surrogatepass"))

    address = NOT_IN_ADDRESS.sub(percent, address)
    depth = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        if depth not in (0, 1):
            break
    if depth != 0:
        address = address.replace("(", "%28").replace(")", "%29")
    return address


def as_meant(draft: Draft) -> Draft:
    """``draft`` as it will be read back: white space folded, the date as ISO 8601, addresses encoded."""
    lines = [fold(line) for line in LINE_BREAK.split(draft.summary.strip())]
    kept = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
    paper = draft.kind == "paper"
    return replace(
        draft,
        date=iso_date(draft.date) or "",
        reader=fold(draft.reader),
        title=fold(draft.title) if paper else "",
        source=fold(draft.source) if paper else "",
        link=encoded(draft.link) if paper else "",
        figure=encoded(draft.figure) if paper else "",
        summary="\n".join(kept) if paper else "",
        note="" if paper else fold(draft.note),
    )


def draft_of(entry: Entry) -> Draft:
    """``entry`` as a draft: what a form shows of it."""
    return Draft(
        kind=entry.kind,
        date=entry.date or "",
        reader=entry.reader or "",
        title=entry.title or "",
        source=entry.source or "",
        link=entry.links[0].url if entry.links else "",
        figure=entry.figures[0] if entry.figures else "",
        summary=entry.summary or "",
        note=entry.note or "",
        section=entry.section or "",
        more_links=entry.links[1:],
        more_figures=entry.figures[1:],
    )


def draft_like(entry: Entry) -> Draft:
    """The fields of ``entry`` as those of a new one: who reads it when, and where it goes, is still to be said."""
    return replace(draft_of(entry), date="", reader="", section="")


COMPARED = (
    "kind",
    "date",
    "reader",
    "title",
    "source",
    "link",
    "figure",
    "summary",
    "note",
    "more_links",
    "more_figures",
)


def misread(entry: Entry, meant: Draft) -> str | None:
    """The first field in which ``entry`` does not read as ``meant`` (see ``as_meant``); None if it does."""
    read = as_meant(draft_of(entry))
    return next((field for field in COMPARED if getattr(read, field) != getattr(meant, field)), None)


def render(draft: Draft, template: Template, newline: str = "\n") -> str:
    """``draft`` as the Markdown of an entry: whole lines, each ended by ``newline``.

    Raises DraftError where no spelling of it would be read back as it is.
    """
    errors = check_draft(replace(draft, section=""))
    if errors:
        raise errors[0]
    meant = as_meant(draft)
    # Of what each spelling was misread in, the field furthest behind: those before it can be told.
    wrong = COMPARED[0]
    # A row is one by the head of its table.
    above = "".join(line + newline for line in template.table.above) if template.table is not None else ""
    for spelled in _spellings(draft, template):
        text = "".join(line + newline for line in spelled)
        entries = parse(above + text).entries
        if len(entries) == 1 and entries[0].dated and entries[0].span == (len(above), len(above) + len(text)):
            misread_in = misread(entries[0], meant)
            if misread_in is None:
                return text
            wrong = max(wrong, misread_in, key=COMPARED.index)
    field = wrong if wrong != "kind" else "title" if draft.kind == "paper" else "note"
    raise unreadable(field, getattr(meant, field))


def unreadable(field: str, value: object) -> DraftError:
    """The error for a value that cannot be written so that it is read back."""
    return DraftError(
        field,
        N_("The {name} “{value}” could not be told from the rest of the entry: word it differently."),
        name=field_name(field),
        value=value,
    )


def spelled_date(date: str, sign: str = "-", padded: bool = True) -> str:
    """An ISO date as a log spells it."""
    year, month, day = date.split("-")
    if not padded:
        month, day = str(int(month)), str(int(day))
    return sign.join((year, month, day))


def spelled_text(text: str) -> Iterator[str]:
    """Ways to write ``text`` between brackets, the plainest first: as it is, escaped in part, in whole, in quotes."""
    plain = _in_pieces(text, lambda piece: BACKSLASH.sub(r"\\\\", piece).replace("<", "\\<"))
    matching, brackets = matching_brackets(plain)
    if without_quotes(text) != text:
        yield "\\" + plain if text[0] in "\"'" else f'"{plain}"'
    if len(brackets) == 2 * len(matching) and "](" not in plain:
        yield plain
    yield _in_pieces(text, lambda piece: re.sub(r"([\[\]<])", r"\\\1", BACKSLASH.sub(r"\\\\", piece)))
    everything = PUNCTUATION.sub(r"\\\1", text)
    yield everything
    yield f'"{plain}"'
    yield f'"{everything}"'


def _in_pieces(text: str, change: Callable[[str], str]) -> str:
    """``text`` with ``change`` made outside code and math."""
    pieces: list[str] = []
    position = 0
    for start, end in [*opaque_ranges(text), (len(text), len(text))]:
        pieces += (change(text[position:start]), text[start:end])
        position = end
    return "".join(pieces)


def spelled_figure(address: str, template: Template) -> str:
    """A figure's markup."""
    if template.figure_form == "image":
        return f"![image]({encoded(address)})"
    width = f'width="{template.figure_width}" ' if template.figure_width else ""
    return f'<img {width}alt="image" src="{encoded(address)}">'


def summary_lines(summary: str) -> list[str]:
    """The lines of a summary as they stand behind quote marks, kept from being read as something else."""
    lines: list[str] = []
    for line in map(str.rstrip, LINE_BREAK.split(summary.strip())):
        if line or (lines and lines[-1]):
            lines.append(kept_from_reading(line) if line else "")
    return lines


def headers(draft: Draft, template: Template) -> Iterator[str]:
    """Ways to write the header of ``draft``, without quote marks, the plainest first.

    The fields stand in the template's order and with its joint, and, should that be misread, in the usual ones.
    """
    meant = as_meant(draft)
    if meant.date:
        date = spelled_date(meant.date, template.date_sign, template.date_padded)
    else:
        date = "待补充" if "：" in template.summary_label or not template.summary_label.isascii() else "TBD"
    if template.record is not None:
        yield from record_headers(
            replace(meant, link=encoded(meant.link)), date, [*spelled_text(meant.title)], template.record
        )
    orders, joints = (template.order_of_fields, USUAL_FIELDS), (template.joint, USUAL_JOINT)
    for fields, joint in dict.fromkeys(product(orders, joints)):
        arranged = replace(template, fields=fields, joint=joint)
        if draft.kind == "no_reading":
            yield from _check_ins(f"[{date}]", meant, arranged)
        else:
            yield from _papers(f"[{date}]", meant, arranged)


def _check_ins(date: str, meant: Draft, template: Template) -> Iterator[str]:
    """Ways to write the header that says why nothing was read."""
    notes = [f"[{meant.note}]", meant.note]
    if not template.note_in_brackets:
        notes.reverse()
    notes.append(f"({meant.note})")
    for escaped in spelled_text(meant.note):
        notes += (f"[{escaped}]", f"({escaped})")
    for note in notes if meant.note else [""]:
        yield template.arranged(date=date, reader=f"[{meant.reader}]", title=note)


def _papers(date: str, meant: Draft, template: Template) -> Iterator[str]:
    """Ways to write the header that names a paper."""
    links = "".join(f" [{link.label or 'link'}]({encoded(link.url)})" for link in meant.more_links)
    link = f"({meant.link})" if meant.link else ""
    titles = list(dict.fromkeys(spelled_text(meant.title)))
    for reader in [f"[{meant.reader}]"] if meant.reader else ["", "[]"]:
        for no_source in ("", "[]"):
            for source in dict.fromkeys(spelled_text(meant.source)) if meant.source else [""]:
                for title in titles:
                    fields = {"date": date, "reader": reader, "title": f"[{title}]"}
                    if source:
                        fields["source"] = f"[{source}]{link}{links}"
                    elif no_source:
                        fields |= {"title": f"[{title}]{link}", "source": no_source + links}
                    else:
                        fields["title"] = f"[{title}]{link}{links}"
                    yield template.arranged(**fields)


def _spellings(draft: Draft, template: Template) -> Iterator[list[str]]:
    """Ways to write ``draft``, the plainest first."""
    if template.table is not None:
        yield from ([template.table.marks + row] for row in rows_of(draft, template, template.table))
        return
    for label in dict.fromkeys((template.summary_label, template.summary_label or "论文简述：")):
        for header in headers(draft, template):
            yield body_lines(header, draft, replace(template, summary_label=label))


def rows_of(draft: Draft, template: Template, form: TableForm) -> Iterator[str]:
    """Ways to write ``draft`` as a row of a table, without quote marks."""
    meant = as_meant(draft)
    meant = replace(meant, link=encoded(meant.link))
    date = spelled_date(meant.date, template.date_sign, template.date_padded) if meant.date else ""
    figures = [spelled_figure(address, template) for address in (draft.figure, *draft.more_figures) if address.strip()]
    yield from rows(meant, date, [*spelled_text(meant.title)], figures, form)


def body_lines(header: str, draft: Draft, template: Template) -> list[str]:
    """The lines of an entry with the header ``header``."""
    lines = [
        (template.header_prefix + line).rstrip() if not line else template.header_prefix + line
        for line in header.split("\n")
    ]
    if draft.kind == "no_reading":
        return lines
    blank = template.body_prefix.rstrip()
    figures = figure_lines((draft.figure, *draft.more_figures), template)
    parts = [[template.body_prefix + line for line in figures], _summary_part(draft, template)]
    if template.figure_below:
        parts.reverse()
    if template.space_under_header:
        lines.append(blank)
    lines += parts[0]
    if all(parts) and template.space_over_summary:
        lines.append(blank)
    lines += parts[1]
    while len(lines) > 1 and not lines[-1].strip(QUOTE_AND_SPACE):
        lines.pop()
    return lines


def figure_lines(addresses: Sequence[str], template: Template) -> list[str]:
    """The lines of figures, without quote marks, behind their label if the template has one; none without a figure."""
    figures = [spelled_figure(address, template) for address in addresses if address.strip()]
    if figures and template.figure_label:
        if template.figure_label_alone:
            figures.insert(0, template.figure_label)
        else:
            figures[0] = template.figure_label + figures[0]
    return figures


def _summary_part(draft: Draft, template: Template) -> list[str]:
    """The lines of the summary of ``draft``, behind the template's label; that alone where there is no summary."""
    prefix, blank = template.body_prefix, template.body_prefix.rstrip()
    said = summary_lines(draft.summary) if draft.summary.strip() else []
    label = template.summary_label
    lines: list[str] = []
    if label and (template.label_alone or not said):
        lines.append(prefix + label.rstrip())
    elif label:
        space = " " if template.record is not None and label[-1] in ":*" else ""
        lines.append(prefix + label + space + said.pop(0))
    return lines + [_marked(prefix, line) if line else blank for line in said]


def _marked(prefix: str, line: str) -> str:
    """``line`` behind quote marks, so that none of its own leading space is taken for theirs."""
    return prefix + line if prefix.endswith(" ") or not prefix or line[0] not in " \t>" else prefix + " " + line
