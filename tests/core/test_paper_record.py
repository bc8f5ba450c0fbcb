from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fake_services import EMPTY_FEED, NO_SUCH_ID, as_json, feed
from tui_reader.core.paper_record import (
    PaperRecord,
    from_arxiv,
    from_crossref,
    from_datacite,
    from_semantic_scholar,
    from_zotero,
)


def test_arxiv_gives_the_title_the_year_and_the_link_without_a_version() -> None:
    more = '<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1/kelp</arxiv:doi>'
    record = from_arxiv(feed("2403.04294", "How Kelp\n  Holds On", more))
    assert record == PaperRecord(
        "How Kelp Holds On", "", "2024", "2403.04294", "10.1/kelp", "https://arxiv.org/abs/2403.04294"
    )
    old = from_arxiv(feed("cs/0112017", "Old Kelp"))
    assert old is not None
    assert old.link == "https://arxiv.org/abs/cs/0112017"


def test_datacite_gives_what_it_knows_of_a_doi_of_arxiv() -> None:
    body = as_json(
        {
            "data": {
                "attributes": {
                    "doi": "10.48550/arxiv.2403.04294",
                    "titles": [{"title": "How Kelp Holds On"}],
                    "publisher": "arXiv",
                    "publicationYear": 2024,
                }
            }
        }
    )
    assert from_datacite(body) == PaperRecord(
        "How Kelp Holds On",
        "",
        "2024",
        "2403.04294",
        "10.48550/arxiv.2403.04294",
        "https://arxiv.org/abs/2403.04294",
    )


def test_crossref_prefers_the_conference_to_the_book_and_adds_the_subtitle() -> None:
    work = {
        "DOI": "10.1109/x.2023.1",
        "title": ["Kelp &amp; Otters"],
        "subtitle": ["A Field Study"],
        "container-title": ["Proceedings of Something"],
        "event": {"name": "Conference on Kelp", "acronym": "KELP"},
        "issued": {"date-parts": [[2023, 6]]},
    }
    expected = PaperRecord(
        "Kelp &amp; Otters: A Field Study", "KELP", "2023", "", "10.1109/x.2023.1", "https://doi.org/10.1109/x.2023.1"
    )
    assert from_crossref(as_json({"message": work})) == expected
    assert from_crossref(as_json({"message": {"items": [work]}})) == expected
    del work["event"]
    record = from_crossref(as_json({"message": work}))
    assert record is not None
    assert record.venue == "Proceedings of Something"


def test_semantic_scholar_gives_the_venue_unless_it_is_only_a_preprint() -> None:
    paper = {
        "title": "How Kelp Holds On",
        "venue": "arXiv.org",
        "year": 2024,
        "externalIds": {"ArXiv": "2403.04294"},
    }
    record = from_semantic_scholar(as_json({"data": [paper]}))
    assert record == PaperRecord("How Kelp Holds On", "", "2024", "2403.04294", "", "https://arxiv.org/abs/2403.04294")
    published = {**paper, "venue": "", "publicationVenue": {"name": "Ocean Letters"}}
    record = from_semantic_scholar(as_json(published))
    assert record is not None
    assert record.venue == "Ocean Letters"


def test_zotero_passes_over_attachments() -> None:
    items = [
        {"data": {"itemType": "attachment", "title": "PDF"}},
        {
            "data": {
                "itemType": "conferencePaper",
                "title": "How Kelp Holds On",
                "proceedingsTitle": "Proceedings of Kelp",
                "date": "March 2024",
                "DOI": "10.1/kelp",
                "extra": "arXiv: 2403.04294",
            }
        },
    ]
    assert from_zotero(as_json(items)) == PaperRecord(
        "How Kelp Holds On", "Proceedings of Kelp", "2024", "2403.04294", "10.1/kelp", "https://doi.org/10.1/kelp"
    )


READERS = (from_arxiv, from_datacite, from_crossref, from_semantic_scholar, from_zotero)

NO_ANSWERS = (
    b"",
    b"Rate exceeded.",
    b"<!DOCTYPE html><html><title>Sign in</title></html>",
    b'{"data": {"attributes": {"titles": [{"title": "Half',
    b"null",
    b"[]",
    b'{"data": [], "message": {"items": []}}',
    b'{"data": 3, "message": "no", "title": []}',
    b"[" * 100_000,
    b"\xff\xfe\x00",
    NO_SUCH_ID.format(number="9999.99999").encode(),
    EMPTY_FEED.encode(),
    b'<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "x">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>',
)


@pytest.mark.parametrize("read", READERS)
def test_what_is_no_answer_is_none(read: Callable[[bytes], PaperRecord | None]) -> None:
    assert [body for body in NO_ANSWERS if read(body) is not None] == []
