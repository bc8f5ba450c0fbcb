"""Looking a paper up at the services that know it: one after the other until one does.

Polite: arXiv is asked once in three seconds at most, by all programs of this person together; the address to write to
stands in each request where it is set; an answer is kept on the disk and not asked for again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from tui_reader import __version__
from tui_reader.adapters import disk
from tui_reader.adapters.config import Settings
from tui_reader.adapters.user_folders import cache_folder
from tui_reader.adapters.web import WebError, fetch
from tui_reader.core.message import N_, Message, message
from tui_reader.core.paper_record import (
    PaperRecord,
    from_arxiv,
    from_crossref,
    from_datacite,
    from_semantic_scholar,
    from_zotero,
)
from tui_reader.core.title_text import plain_title

SERVERS: Mapping[str, str] = MappingProxyType(
    {
        "zotero": "http://127.0.0.1:23119",
        "arxiv": "https://export.arxiv.org",
        "datacite": "https://api.datacite.org",
        "crossref": "https://api.crossref.org",
        "semanticscholar": "https://api.semanticscholar.org",
    }
)
"""Where each service is, unless somebody set another address."""

NAMES = MappingProxyType(
    {
        "zotero": "Zotero",
        "arxiv": "arXiv",
        "datacite": "DataCite",
        "crossref": "Crossref",
        "semanticscholar": "Semantic Scholar",
    }
)
"""What each is called."""

LARGEST = 2 * 1024 * 1024
"""Bytes of an answer."""

KEPT = 30 * 24 * 3600
"""Seconds for which an answer is good."""

PAUSES = MappingProxyType({"arxiv": 3.0})
"""Seconds between two requests to one service, as it asks for."""

MOST_TURNS = 10
"""Turns that may be taken ahead."""

LOOK = 0.1
"""Seconds between two looks at whether it was called off."""

FIELDS = "title,venue,publicationVenue,year,externalIds,url"


class Wanted(NamedTuple):
    """What is known of the paper to be found. One of them is enough, the first that is there counts most."""

    arxiv: str = ""
    """Its arXiv id, with or without a version."""
    doi: str = ""
    title: str = ""


class LookedUp(NamedTuple):
    """What came of it."""

    record: PaperRecord | None
    """None where nobody knows the paper."""
    service: str
    """Which one knew it, by its name for people; empty for none."""
    trouble: tuple[Message | WebError, ...]
    """What went wrong with those that were asked before."""


class _Question(NamedTuple):
    service: str
    path: str
    read: Callable[[bytes], PaperRecord | None]


def look_up(
    wanted: Wanted,
    settings: Settings,
    is_given_up: Callable[[], bool] = bool,
    asking: Callable[[str], None] | None = None,
) -> LookedUp:
    """Ask one service after the other until one knows the paper; never raises for what they do.

    ``asking`` is told the name of each that is asked. Waits where a service wants pauses; ``is_given_up`` ends that and
    all else.
    """
    trouble: list[Message | WebError] = []
    servers = {**SERVERS, **settings.servers}
    for question in _questions(wanted, settings.contact):
        if is_given_up():
            break
        name = NAMES[question.service]
        if asking is not None:
            asking(name)
        try:
            body = _answer(question, servers[question.service].rstrip("/"), settings.contact, is_given_up)
        except WebError as error:
            if question.service != "zotero":  # there need not be one
                trouble.append(error)
            continue
        record = question.read(body)
        if record is not None and _is_meant(record, wanted):
            return LookedUp(record, name, tuple(trouble))
        trouble.append(message(N_("{service} does not know it"), service=name))
    return LookedUp(None, "", tuple(trouble))


def _questions(wanted: Wanted, contact: str) -> Iterator[_Question]:
    arxiv, doi, title = wanted.arxiv.strip(), wanted.doi.strip(), wanted.title.strip()
    polite = f"?mailto={quote(contact)}" if contact else ""
    if arxiv:
        yield _Question("arxiv", f"/api/query?max_results=1&id_list={quote(arxiv)}", from_arxiv)
        yield _Question("datacite", f"/dois/10.48550/arXiv.{quote(_without_version(arxiv))}", from_datacite)
        yield _Question("semanticscholar", _of_scholar(f"arXiv:{_without_version(arxiv)}"), from_semantic_scholar)
    elif doi:
        yield _Question("crossref", f"/works/{quote(doi, safe='')}{polite}", from_crossref)
        yield _Question("datacite", f"/dois/{quote(doi, safe='/')}", from_datacite)
        yield _Question("semanticscholar", _of_scholar(f"DOI:{doi}"), from_semantic_scholar)
    elif title:
        yield _Question("zotero", f"/api/users/0/items?format=json&limit=5&q={quote(title)}", from_zotero)
        search = f"/graph/v1/paper/search/match?query={quote(title)}&fields={FIELDS}"
        yield _Question("semanticscholar", search, from_semantic_scholar)
        more = polite.replace("?", "&")
        yield _Question("crossref", f"/works?rows=1&query.title={quote(title)}{more}", from_crossref)


def _of_scholar(number: str) -> str:
    return f"/graph/v1/paper/{quote(number, safe=':/')}?fields={FIELDS}"


def _without_version(arxiv: str) -> str:
    number, _, version = arxiv.rpartition("v")
    return number if number and version.isdigit() else arxiv


def _is_meant(record: PaperRecord, wanted: Wanted) -> bool:
    """Whether ``record`` is the paper that was asked for, and not the most alike that there is."""
    if wanted.arxiv or wanted.doi:
        return True
    return _letters(plain_title(record.title)) == _letters(wanted.title)


def _letters(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())


def _answer(question: _Question, server: str, contact: str, is_given_up: Callable[[], bool]) -> bytes:
    """What the service says: from the disk where it said so lately. Raises ``WebError``."""
    address = server + question.path
    kept = _kept_file(address)
    if kept is not None and (body := _recent(kept)) is not None and question.read(body) is not None:
        return body
    pause = PAUSES.get(question.service)
    if pause and server == SERVERS[question.service]:  # a mirror is for its owner to say
        wait_for_turn(question.service, pause, is_given_up)
    agent = f"readtui/{__version__}" + (f" (mailto:{contact})" if contact else "")
    answer = fetch(
        address,
        LARGEST,
        {"User-Agent": agent, "Accept": "application/atom+xml, application/json;q=0.9"},
        is_trusted=True,
        is_given_up=is_given_up,
    )
    # Only what can be read is kept: servers send excuses with the status of an answer.
    if kept is not None and question.read(answer.body) is not None:
        with suppress(OSError):
            os.makedirs(os.path.dirname(kept), mode=0o700, exist_ok=True)
            disk.write_whole(kept, answer.body)
    return answer.body


def _kept_file(address: str) -> str | None:
    folder = cache_folder()
    return None if folder is None else os.path.join(folder, "papers", sha256(address.encode()).hexdigest()[:32])


def _recent(file: str) -> bytes | None:
    try:
        if time.time() - os.path.getmtime(file) > KEPT:
            return None
        with open(file, "rb") as kept:
            return kept.read(LARGEST + 1)
    except OSError:
        return None


def wait_for_turn(service: str, pause: float, is_given_up: Callable[[], bool] = bool) -> None:
    """Wait until ``pause`` seconds have passed since anybody here asked ``service``; the next one waits for this one.

    Raises ``WebError`` if given up meanwhile. Without a folder to note it in, nobody waits.
    """
    folder = cache_folder()
    if folder is None:
        return
    stamp = os.path.join(folder, f"asked-{service}.json")
    now = time.time()
    turn = now
    with suppress(OSError, ValueError, TypeError), open(stamp, encoding="ascii") as file:
        # A clock that was put back shall keep nobody waiting for ever.
        turn = max(now, min(float(json.load(file)) + pause, now + MOST_TURNS * pause))
    with suppress(OSError):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        disk.write_whole(stamp, json.dumps(turn).encode())
    while (left := turn - time.time()) > 0:
        if is_given_up():
            raise WebError(N_("called off"))
        time.sleep(min(left, LOOK))
