"""An awkward title is the same in the log, whichever way it came in."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from tests.commands.conftest import LOG, Readtui
from tests.core.test_citation import IDENTIFIERS
from tests.core.test_round_trip import AWKWARD
from tests.fake_services import as_json, feed
from tui_reader.adapters.looked_up import fields_of
from tui_reader.core.citation import recognise
from tui_reader.core.document import Document, Entry
from tui_reader.core.draft import Draft
from tui_reader.core.edit import insert_entry, replace_markdown
from tui_reader.core.learning import learn
from tui_reader.core.paper_record import (
    PaperRecord,
    from_arxiv,
    from_crossref,
    from_datacite,
    from_semantic_scholar,
    from_zotero,
)
from tui_reader.core.parser import parse

DOCUMENT = parse(LOG)
TEMPLATE = learn(DOCUMENT)

PASTED: dict[str, Callable[[str], str]] = {
    "BibTeX": lambda title: f"@misc{{x,\n  title = {{{title}}},\n  year = 2024\n}}",
    "RIS": lambda title: f"TY  - JOUR\nTI  - {title}\nER  - \n",
    "EndNote": lambda title: f"%0 Journal Article\n%T {title}\n%D 2024\n",
    "CSL-JSON": lambda title: json.dumps([{"type": "article", "title": title}]),
    "an entry": lambda title: written(Draft(title=title, source="CVPR 2024", summary="Kelp."))[1].markdown,
    "words": lambda title: title,
}

ANSWERED: dict[str, Callable[[str], PaperRecord | None]] = {
    "arXiv": lambda title: from_arxiv(feed("2403.01234", escape(title))),
    "DataCite": lambda title: from_datacite(
        as_json({"data": {"attributes": {"doi": "10.1000/1", "titles": [{"title": title}]}}})
    ),
    "Crossref": lambda title: from_crossref(as_json({"message": {"DOI": "10.1000/1", "title": [title]}})),
    "Semantic Scholar": lambda title: from_semantic_scholar(as_json({"title": title, "externalIds": {}})),
    "Zotero": lambda title: from_zotero(as_json([{"data": {"itemType": "report", "title": title}}])),
}


def written(draft: Draft) -> tuple[Document, Entry]:
    """The log with the entry, and the entry in it."""
    change = insert_entry(DOCUMENT, replace(draft, date="2024-04-01", reader="Tom"), TEMPLATE)
    return change.document, next(entry for entry in change.document.entries if entry.date == "2024-04-01")


@pytest.mark.parametrize("name", PASTED)
def test_it_is_pasted_as_it_is_typed(name: str) -> None:
    for title in AWKWARD:
        if name != "words" or title not in IDENTIFIERS:
            [reference] = recognise(PASTED[name](title))
            assert written(replace(reference.draft, section=""))[1].title == " ".join(title.split())


@pytest.mark.parametrize("name", ANSWERED)
def test_it_is_looked_up_as_it_is_typed(name: str) -> None:
    for title in AWKWARD:
        record = ANSWERED[name](title)
        assert record is not None
        assert written(Draft(title=fields_of(record, {})["title"]))[1].title == " ".join(title.split())


def test_it_is_edited_as_it_is_typed() -> None:
    for title in AWKWARD:
        typed = written(Draft(title=title))[1].title
        document, entry = written(Draft(title=title, source="CVPR 2024", summary="Seaweed."))
        saved = entry.markdown.rstrip("\n").replace("Seaweed.", "Seaweed grows.")
        edited = replace_markdown(document, entry, saved).document.entry_at(entry.line)
        assert edited is not None
        assert (edited.title, edited.summary) == (typed, "Seaweed grows.")
        assert typed == " ".join(title.split())


def test_the_command_line_takes_them(readtui: Readtui, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in AWKWARD[::4]:
        log.write_text(LOG, encoding="utf-8")
        assert readtui("add", "log.md", f"--title={title}", "--date", "2024-04-01").code == 0
        given = io.TextIOWrapper(io.BytesIO(PASTED["BibTeX"](title).encode()))
        monkeypatch.setattr(sys, "stdin", given)
        assert readtui("add", "log.md", "--paste", "-", "--date", "2024-04-01").code == 0
        both = [entry.title for entry in parse(log.read_text(encoding="utf-8")).entries if entry.date == "2024-04-01"]
        assert both == [" ".join(title.split())] * 2
