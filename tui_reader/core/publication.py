"""What an entry says of its paper as a publication: of which kind it is, where it came out, and when.

A log holds no authors, and often neither kind nor year in so many words. What is worked out and not written is named in
``guessed``, so that nobody takes it for more than that.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from tui_reader.core.document import Entry
from tui_reader.core.papers import ARXIV, DOI
from tui_reader.core.venues import venue

Kind = Literal["conference", "journal", "preprint", "book", "unknown"]

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
SHORT_YEAR = re.compile(r"(?:['‘’`]|[A-Za-z][-_ ]?)(\d\d)(?!\d)")
ARXIV_NUMBER = re.compile(r"(\d\d)(\d\d)\.\d{4,5}")
ACL = re.compile(r"aclanthology\.org/(?:anthology/)?(\d{4})\.([a-z]+)[a-z0-9-]*\.\d+", re.IGNORECASE)
CVF = re.compile(r"openaccess\.thecvf\.com/(?:content_?/?)?([A-Za-z]+)_?(\d{4})", re.IGNORECASE)

CONFERENCES = frozenset(
    "aaai aacl acii acl acml acmmm acmmmasia aistats apsipa asonam asru avec bmvc cade chi cikm cogsci coling "
    "colm colt conll corl cvpr dac dcc dsn eacl ecai eccv ecir ecml emnlp eurographics eurospeech eusipco facct "
    "fg focs fse globecom hpca hri icann icassp iccv icdar icde icdm icip iclr icme icmi icml icmr icpr icra icse "
    "icslp ijcai ijcnn infocom interspeech iros isca ismar isscc iui iwslt kdd lrec lreccoling micai miccai "
    "mmasia mmm mmsp mobicom mobisys naacl ndss neurips nsdi odyssey osdi pact pldi pods popl ppopp recsys rss sc "
    "sigcomm sigcse siggraph siggraphasia sigir sigmod slt soda sosp spaa stoc tacas uai ubicomp uist usenix vldb "
    "vr wacv wmt wsdm www xai".split()
)
"""Conferences by their short names, folded: letters alone."""

JOURNALS = frozenset(
    "access acmcomputingsurveys aij biometrics cacm cell cogn csur frontiers ijcv informationfusion "
    "informationsciences jair jbhi jmlr joss jstsp knowledgebasedsystems nature naturecommunications "
    "naturemachineintelligence neuralnetworks neurocomputing patternrecognition patternrecognitionletters plosone "
    "pnas pnasnexus pr prl proceedingsoftheieee ral science scientificreports speechcommunication spl tacl taffc "
    "tai tbme tcsvt tcyb tgrs tifs tip tist tit tkdd tkde tmi tmlr tmm tnnls tnsre toc tog tois toit tomm tpami "
    "tpds trob tsc tse tsmc tsp tspl tvcg".split()
)
"""Journals by their short names, folded: letters alone."""

PREPRINTS = frozenset({"arxiv", "biorxiv", "medrxiv", "openreview", "ssrn", "corr", "techrxiv", "chinaxiv", "preprint"})

IN_CONFERENCE = re.compile(
    r"\b(?:conference|proceedings|proc\.|workshops?|symposium|meeting of the association)\b|会议|大会|研讨会",
    re.IGNORECASE,
)
IN_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans\.|letters|magazine|review|communications|frontiers in|bulletin|annals)\b"
    r"|学报|杂志|期刊|报",
    re.IGNORECASE,
)
NOT_LETTERS = re.compile(r"[\W\d_]+")


class Publication(NamedTuple):
    """What is known of a paper."""

    title: str
    kind: Kind
    venue: str
    """Where it came out, without the year; empty where nothing says so, and for a preprint."""
    year: str
    """Four digits, or empty."""
    arxiv: str
    doi: str
    url: str
    guessed: tuple[str, ...]
    """Which of ``type`` and ``year`` were worked out from something else."""


def publication_of(entry: Entry) -> Publication:
    """What ``entry``, of the kind ``paper``, says of its paper."""
    url = next((link.url for link in entry.links if "://" in link.url), "")
    source = entry.source or ""
    arxiv, doi = _arxiv(url), _doi(url)
    name = venue(source)
    kind, is_plain = _kind(source, name, url, arxiv)
    year, is_written = _year(source, url, arxiv, entry.date or "")
    if found := ACL.search(url):
        name = name if kind in ("conference", "journal") and name else found[2].upper()
        kind, is_plain = ("journal" if found[2].lower() in JOURNALS else "conference"), True
    elif (found := CVF.search(url)) and kind != "journal":
        name, kind, is_plain = found[1].upper(), "conference", True
    guessed = (*(() if is_plain else ("type",)), *(() if is_written or not year else ("year",)))
    shown = "" if kind == "preprint" or (kind == "unknown" and not is_named(name)) else name
    return Publication(entry.title or "", kind, shown, year, arxiv, doi, url, guessed)


def is_named(name: str) -> bool:
    """Whether ``name`` can be that of a venue, and is no more than a word for a paper or a link."""
    return len(NOT_LETTERS.sub("", name)) > 1


def _arxiv(url: str) -> str:
    found = ARXIV.search(url)
    return found[1] if found else ""


def _doi(url: str) -> str:
    found = DOI.search(url)
    if found is None:
        return ""
    name = found[1].rstrip(").,;")
    return "" if name.lower().startswith("10.48550/arxiv") else name


def _kind(source: str, name: str, url: str, arxiv: str) -> tuple[Kind, bool]:
    """The kind of publication, and whether that is plain and not a guess."""
    key = NOT_LETTERS.sub("", name.casefold())
    words = re.findall(r"[a-z]{2,}", name.casefold())
    if key in PREPRINTS:
        return "preprint", True
    if key in CONFERENCES or name.endswith(" workshop"):
        return "conference", True
    if key in JOURNALS:
        return "journal", True
    if IN_CONFERENCE.search(source):
        return "conference", True
    if IN_JOURNAL.search(source):
        return "journal", True
    if any(word in CONFERENCES for word in words if len(word) > 2):
        return "conference", False
    if any(word in JOURNALS for word in words if len(word) > 2):
        return "journal", False
    if arxiv or "arxiv.org" in url or "openreview.net" in url:
        return "preprint", not is_named(name)
    return "unknown", False


def _year(source: str, url: str, arxiv: str, day: str) -> tuple[str, bool]:
    """The year, and whether it is written somewhere; else it is that of the preprint's number, or of the reading."""
    if found := YEAR.search(source):
        return found[1], True
    if found := ACL.search(url):
        return found[1], True
    if found := CVF.search(url):
        return found[2], True
    if found := SHORT_YEAR.search(source):
        return f"20{found[1]}", True
    if found := ARXIV_NUMBER.match(arxiv):
        return f"20{found[1]}", True
    return day[:4], False
