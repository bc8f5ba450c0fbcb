from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_services import EMPTY_FEED, NO_SUCH_ID, Reply, Services, as_json, feed, running_services
from tui_reader.adapters.config import Settings
from tui_reader.adapters.language import say
from tui_reader.adapters.lookup import LookedUp, Wanted, look_up, wait_for_turn

KELP = {"title": "How Kelp Holds On", "venue": "Ocean Letters", "year": 2024, "externalIds": {"ArXiv": "2403.04294"}}


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("READTUI_CACHE_DIR", str(tmp_path / "cache"))
    with running_services() as server:
        yield server


def ask(services: Services, wanted: Wanted) -> LookedUp:
    return look_up(wanted, Settings(servers=services.settings, contact="mira@example.org"))


def trouble(found: LookedUp) -> list[str]:
    return [say(words) for words in found.trouble]


def test_an_arxiv_id_is_asked_of_arxiv_once_and_then_known(services: Services) -> None:
    services.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp Holds On"), kind="application/atom+xml")
    found = ask(services, Wanted(arxiv="2403.04294v1"))
    assert found.record is not None
    assert (found.record.title, found.service, found.trouble) == ("How Kelp Holds On", "arXiv", ())
    assert ask(services, Wanted(arxiv="2403.04294v1")) == found
    assert len(services.asked) == 1
    assert "mailto:mira@example.org" in services.asked[0][1]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"Rate exceeded.", kind="text/plain"),
        Reply(b"", 429),
        Reply(NO_SUCH_ID.format(number="x").encode(), kind="application/atom+xml"),
        Reply(EMPTY_FEED.encode(), kind="application/atom+xml"),
        Reply(b"<html>Sign in</html>", kind="text/html"),
        Reply(feed("2403.04294", "How Kelp")[:200], kind="application/atom+xml"),
        Reply(b"", 503),
    ],
)
def test_when_arxiv_gives_nothing_the_next_service_is_asked_and_nothing_is_kept(
    services: Services, reply: Reply, tmp_path: Path
) -> None:
    services.replies["/api/query"] = reply
    services.replies["/graph/v1/paper/arXiv:2403.04294"] = Reply(as_json(KELP))
    found = ask(services, Wanted(arxiv="2403.04294"))
    assert found.record is not None
    assert (found.record.venue, found.service) == ("Ocean Letters", "Semantic Scholar")
    assert len(found.trouble) == 2  # arXiv and DataCite
    services.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp Holds On"), kind="application/atom+xml")
    assert ask(services, Wanted(arxiv="2403.04294")).service == "arXiv"


def test_a_doi_is_asked_of_crossref(services: Services) -> None:
    work = {"message": {"DOI": "10.1/kelp", "title": ["How Kelp Holds On"], "issued": {"date-parts": [[2024]]}}}
    services.replies["/works/10.1%2Fkelp?mailto=mira%40example.org"] = Reply(as_json(work))
    found = ask(services, Wanted(doi="10.1/kelp"))
    assert found.record is not None
    assert found.record.link == "https://doi.org/10.1/kelp"


def test_a_title_means_that_paper_and_not_one_like_it(services: Services) -> None:
    services.replies["/api/users/0/items"] = Reply(b"Local API is not enabled", 403, "text/plain")
    services.replies["/graph/v1/paper/search/match"] = Reply(
        as_json({"data": [{**KELP, "title": "How Whelks Hold On"}]})
    )
    services.replies["/works?rows=1"] = Reply(
        as_json({"message": {"items": [{"DOI": "10.1/k", "title": ["HOW KELP HOLDS ON"]}]}})
    )
    found = ask(services, Wanted(title="How kelp holds on"))
    assert found.service == "Crossref"
    assert trouble(found) == ["Semantic Scholar does not know it"]


def test_what_nobody_knows_is_said_with_what_went_wrong(services: Services) -> None:
    found = ask(services, Wanted(arxiv="2403.04294"))
    assert found.record is None
    assert [words.split(" ")[0] for words in trouble(found)] == ["127.0.0.1"] * 3
    assert ask(services, Wanted()) == LookedUp(None, "", ())


def test_whoever_gives_up_asks_nobody_else(services: Services) -> None:
    assert (
        look_up(Wanted(arxiv="2403.04294"), Settings(servers=services.settings), is_given_up=lambda: True).record
        is None
    )
    assert services.asked == []


def test_a_service_that_wants_pauses_gets_them(services: Services) -> None:
    began = time.monotonic()
    for _turn in range(3):
        wait_for_turn("kelp", 0.15)
    assert time.monotonic() - began >= 0.3


def test_without_a_place_to_keep_answers_papers_are_found_all_the_same(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("READTUI_CACHE_DIR", str(tmp_path / "file" / "cache"))
    services.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp Holds On"), kind="application/atom+xml")
    assert ask(services, Wanted(arxiv="2403.04294")).service == "arXiv"
