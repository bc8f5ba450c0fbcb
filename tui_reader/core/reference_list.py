"""Papers as a list of references: BibTeX, and CSL-JSON.

BibTeX as biber and BibTeX with UTF-8 read it (entry types and fields of BibTeX's own manual, ``eprint`` and
``archiveprefix`` as arXiv hands them out); CSL-JSON by the schema of CSL 1.0.2. Authors are not in a log, and none are
made up: whoever needs them looks the paper up by its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple
from unicodedata import normalize

from tui_reader.core.document import Entry
from tui_reader.core.papers import title_key
from tui_reader.core.publication import Publication, publication_of

TYPES = {
    "conference": ("inproceedings", "booktitle", "paper-conference"),
    "journal": ("article", "journal", "article-journal"),
    "preprint": ("misc", "howpublished", "article"),
    "book": ("book", "publisher", "book"),
    "unknown": ("misc", "howpublished", "document"),
}
"""For each kind: BibTeX's type, its field for the venue, and CSL's type."""

SPECIAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
MATH = re.compile(r"(?<!\\)\$(?=\S)((?:[^$\\]|\\.)+)(?<=\S)\$")
CAPITALS = re.compile(r"[^\W\d_]*[A-Z\u0370-\u04ff][^\s{}]*")
NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
SMALL_WORDS = frozenset("a an the on in of for to and with by from at is are towards toward how what why".split())
KEY_LENGTH = 20


class Reference(NamedTuple):
    """An entry, ready to be written into a bibliography."""

    key: str
    publication: Publication
    entry: Entry


def references(entries: Iterable[Entry], spell: Callable[[str], str] = str) -> list[Reference]:
    """The papers among ``entries``, each once though several people logged it, with the key it is cited by.

    A key comes from title and year alone, so that it stays the same when others are added. ``spell`` puts other scripts
    into Latin letters.
    """
    found: dict[str, Reference] = {}
    keys: dict[str, str] = {}
    for entry in entries:
        if entry.kind != "paper" or not entry.title:
            continue
        publication = publication_of(entry)
        identity = title_key(entry.title) or entry.title
        if identity in found:
            continue
        key = _key(publication, spell)
        if keys.setdefault(key, identity) != identity:
            key = f"{key}-{sha256(identity.encode('utf-8', 'surrogateescape')).hexdigest()[:4]}"
        found[identity] = Reference(key, publication, entry)
    return list(found.values())


def _key(publication: Publication, spell: Callable[[str], str]) -> str:
    plain = normalize("NFKD", spell(publication.title)).casefold()
    words = [word for word in NOT_IN_KEY.sub(" ", "".join(s for s in plain if s.isascii())).split() if word]
    telling = [word for word in words if word not in SMALL_WORDS] or words
    name = ""
    for word in telling:
        if name and len(name) + len(word) > KEY_LENGTH:
            break
        name += word
        if len(name) >= 6:
            break
    if not name:
        name = f"paper{sha256(publication.title.encode('utf-8', 'surrogateescape')).hexdigest()[:6]}"
    return f"{name[:KEY_LENGTH]}{publication.year}"


def bibtex(wanted: Sequence[Reference]) -> Iterator[str]:
    """One BibTeX entry after the other, with a blank line between them."""
    for number, reference in enumerate(wanted):
        publication = reference.publication
        kind, venue_field, _csl = TYPES[publication.kind]
        fields = [
            ("title", _title(publication.title)),
            (venue_field, _text(publication.venue)),
            ("year", publication.year),
            ("eprint", publication.arxiv),
            ("archiveprefix", "arXiv" if publication.arxiv else ""),
            ("doi", publication.doi),
            ("url", _address(publication.url)),
            ("note", _text(_note(reference))),
            ("annote", _text(" ".join((reference.entry.summary or "").split()))),
        ]
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
        yield f"{'' if number == 0 else chr(10)}@{kind}{{{reference.key},\n{lines}}}\n"


def csl(wanted: Sequence[Reference]) -> Iterator[dict[str, Any]]:
    """Items of CSL-JSON."""
    for reference in wanted:
        publication = reference.publication
        item: dict[str, Any] = {
            "id": reference.key,
            "type": TYPES[publication.kind][2],
            "title": publication.title,
            "container-title": publication.venue,
            "issued": {"date-parts": [[int(publication.year)]]} if publication.year else "",
            "number": f"arXiv:{publication.arxiv}" if publication.arxiv else "",
            "DOI": publication.doi,
            "URL": publication.url,
            "note": _note(reference),
            "annote": reference.entry.summary or "",
        }
        yield {name: value for name, value in item.items() if value}


def _note(reference: Reference) -> str:
    """Who read it and when, and what of the data is a guess. English, as programs look for it."""
    entry = reference.entry
    read = " ".join(
        filter(None, ("Read", f"by {entry.reader}" if entry.reader else "", f"on {entry.date}" if entry.date else ""))
    )
    guessed = f"; guessed: {', '.join(reference.publication.guessed)}" if reference.publication.guessed else ""
    return f"{read}{guessed}" if read != "Read" or guessed else ""


def _title(title: str) -> str:
    """A title in which no style may make capitals small."""
    pieces = []
    end = 0
    for formula in MATH.finditer(title):
        pieces += [_with_capitals(title[end : formula.start()]), f"${_balanced(formula[1])}$"]
        end = formula.end()
    return "".join([*pieces, _with_capitals(title[end:])])


def _with_capitals(text: str) -> str:
    return "".join(
        f"{{{_text(part)}}}" if CAPITALS.fullmatch(part) else _text(part) for part in re.split(r"(\s+)", text) if part
    )


def _text(text: str) -> str:
    """``text`` as LaTeX shows it, letter by letter."""
    return text.replace("\\", "\0").translate(SPECIAL).replace("\0", r"\textbackslash{}")


def _balanced(formula: str) -> str:
    """A formula that cannot end the field that it stands in."""
    depth = 0
    for sign in re.sub(r"\\.", "", formula):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    return formula if depth == 0 else _text(formula)


def _address(url: str) -> str:
    """An address, with what would end the field that it stands in encoded."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
