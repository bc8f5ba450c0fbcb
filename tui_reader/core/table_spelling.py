"""How an entry that is kept as a row of a table is written, and one of its cells changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui_reader.core.document import Entry, Span
from tui_reader.core.draft import Draft
from tui_reader.core.lines import QUOTE_AND_SPACE, scannable
from tui_reader.core.table import BAR, DASHES, TableForm, cells_of, form_above
from tui_reader.core.text_edit import TextEdit

COLUMNS = {"title": "paper"}
"""What the column of a field is called, where that differs."""


def row_form(text: str, entry: Entry) -> TableForm:
    """The form of the table that ``entry``, which stands in ``text``, is a row of."""
    scan = scannable(text)
    lines: list[str] = []
    end = entry.start
    while end > 0:
        start = scan.rfind("\n", 0, end - 1) + 1
        lines.append(scan[start : end - 1])
        if not lines[-1].lstrip(QUOTE_AND_SPACE).startswith("|"):
            break
        end = start
    form = form_above(lines[::-1])
    assert form is not None
    return form


def rows(meant: Draft, date: str, titles: Sequence[str], figures: Sequence[str], form: TableForm) -> Iterator[str]:
    """Ways to write ``meant`` as a row, the plainest first, without quote marks.

    ``titles`` are ways to write the title, ``figures`` the markup of its figures.
    """
    columns = form.table.columns
    told = {"date": date if meant.date or "date" not in columns else "", "reader": meant.reader}
    if meant.kind == "no_reading":
        for column in ("paper", "note", "summary"):
            if column in columns:
                yield _row(told | {"paper": "-"} | {column: meant.note}, columns)
        return
    more = "".join(f" [{link.label or 'link'}]({link.url})" for link in meant.more_links)
    said = meant.summary.split("\n") if meant.summary else []
    if "figure" in columns:
        told["figure"] = " ".join(figures)
    else:
        said = [*figures, *said]
    told["summary"] = "<br>".join(said)
    for title in titles:
        link = f"({meant.link})" if meant.link else ""
        source = meant.source
        if "source" in columns:
            told["source"], source = source, ""
        if "link" in columns:
            told["link"] = (meant.link or "") + more
            forms = [title, f"[{title}]"] if not source else [f"{title} ({source})", f"[{title}]-[{source}]"]
        elif source:
            forms = [f"[{title}]{link} ({source}){more}", f"[{title}]-[{source}]{link}{more}"]
        else:
            forms = [f"[{title}]{link}{more}"] if link else [title + more, f"[{title}]{more}"]
        for paper in forms:
            yield _row(told | {"paper": paper}, columns)


def _row(told: dict[str, str], columns: Sequence[str]) -> str:
    return "| " + " | ".join(BAR.sub(r"\\|", told.get(column, "")) for column in columns) + " |"


def row_edits(text: str, entry: Entry, field: str, spelling: str, form: TableForm) -> Iterator[TextEdit]:
    """Ways to give a field of a row a value that is spelled so; empty, to take it out; none where it has no cell."""
    column = COLUMNS.get(field, field)
    spelling = BAR.sub(r"\\|", spelling.replace("\n", "<br>"))
    span, outer = entry.header.spans.get(field), entry.header.spans.get(field + "_outer")
    line = text[entry.start : entry.end]
    cell = next(
        (
            Span(entry.start + start, entry.start + end)
            for name, (start, end) in zip(form.table.columns, cells_of(line.rstrip("\r\n")), strict=False)
            if name == column
        ),
        None,
    )
    if field == "figure" and (figures := entry.body.figures):
        yield TextEdit(figures[0].url_span if spelling else figures[0].span, spelling)
    elif field == "summary":
        if cell is not None:
            yield TextEdit(cell, spelling)
    elif span is not None and outer is not None:
        yield TextEdit(span if spelling else outer, spelling)
        if spelling and field == "title":
            yield TextEdit(span, f"[{spelling}]")
    elif cell is not None and spelling:
        is_free = not text[cell.start : cell.end].strip(DASHES)
        if is_free and cell.start == cell.end:
            space = text[cell.start - 1 : cell.start] == " "
            yield TextEdit(cell, spelling if space else f" {spelling} ")
        elif is_free:
            yield TextEdit(cell, spelling)
    elif field == "link" and spelling and (title := entry.header.spans.get("title")) is not None:
        yield TextEdit(title, f"[{title.of(text)}]({spelling})")
