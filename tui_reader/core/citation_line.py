"""One paper in running text: a citation of Zotero's, a line of a list of references, the title of a browser's page."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui_reader.core.bibliography import YEAR, year_in
from tui_reader.core.identifiers import ADDRESS, ARXIV_NUMBER, DOI
from tui_reader.core.title_text import plain_title
from tui_reader.core.venue_names import short_venue


class Cited(NamedTuple):
    """What a citation says."""

    title: str
    venue: str = ""
    """As it stands there."""
    year: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    """Labels and addresses of its links, in their order."""


# -- Zotero ------------------------------------------------------------------------------------------------------------

QUOTED = r"[“\"「„«‘'](?P<title>[^\n]{1,600}?)[”\"」“»’']"
LINK = r"\[(?P<label{0}>[^\[\]\n]{{1,200}})\]\((?P<address{0}>(?:zotero|https?)://[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)"
ZOTERO = re.compile(
    rf"\s*{QUOTED}\s*[(（]\s*{LINK.format(1)}\s*[)）](?:\s*[(（]\s*{LINK.format(2)}\s*[)）])?\s*(?P<rest>.*)", re.DOTALL
)
PLAIN_ZOTERO = re.compile(
    rf"\s*{QUOTED}\s*[(（](?P<who>[^()（）\n]{{1,80}}?)[,，]\s*(?P<year>(?:19|20)\d\d)[a-z]?"
    r"(?:\s*[,，]\s*(?:(?:pp?\.|页|第)\s*)?[\divxlc]+(?:[-–]\d+)?\s*页?)?\s*[)）]\s*(?:[(（]\s*(?:pdf|PDF)\s*[)）])?\s*"
)
HTML_LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE
)
HTML_TAG = re.compile(r"</?(?:[a-z][a-z0-9]{0,14}|!doctype)\b[^<>]{0,2000}>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
HTML_HEAD = re.compile(r"<(head|style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
LONGEST_PAGE = 20_000
"""Characters of a piece of a page that is looked at."""
IS_HTML = re.compile(r"<(?:html|meta|body|p|span|div|a\s+href|li|ol|ul|blockquote)\b[^<>]*>", re.IGNORECASE)


def without_page_markup(text: str) -> str:
    """``text`` that was copied as HTML, with its links as Markdown's; other text as it is."""
    if len(text) > LONGEST_PAGE or IS_HTML.search(text) is None:
        return text
    from html import unescape

    text = HTML_HEAD.sub("", text)
    text = HTML_LINK.sub(lambda match: f"[{HTML_TAG.sub('', match[3]).strip()}]({match[1] or match[2]})", text)
    text = re.sub(r"<br\s*/?>|</(?:p|div|li|h\d)>", "\n", text, flags=re.IGNORECASE)
    return unescape(HTML_TAG.sub("", text)).replace("\u00a0", " ").strip()


def zotero_citation(text: str) -> Cited | None:
    """The citation that Zotero puts into a note, or that is dragged out of it, where ``text`` is one."""
    if match := ZOTERO.match(text):
        addresses = [(match["label1"], match["address1"])]
        if match["address2"]:
            addresses.append((match["label2"], match["address2"]))
        if not any(address.startswith("zotero:") for _label, address in addresses):
            return None
        return Cited(plain_title(match["title"].strip()), "", year_in(match["label1"]), tuple(addresses))
    if match := PLAIN_ZOTERO.fullmatch(text):
        return Cited(plain_title(match["title"].strip()), "", match["year"])
    return None


# -- lists of references -----------------------------------------------------------------------------------------------

NUMBER = re.compile(r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}\.|[•·*-])\s+")
MARK = re.compile(
    r"\s*\[\s*(?:[JCDMNRSPA]|EB|DB|CP)(?:\s*/\s*OL)?\s*\]\s*(?://|[.．:,，]|$)?\s*(?:\(\d{4}-\d\d-\d\d\)\s*)?(?:\[\d{4}-\d\d-\d\d\]\s*\.?\s*)?"
)
"""What GB/T 7714 writes behind a title: [J] for a journal, [C]// for a conference."""
IN_QUOTES = re.compile(r"[“\"](?P<title>[^“”\"]{8,400}?)[,.，。?!]?[”\"]\s*[,.]?\s*(?P<rest>.*)", re.DOTALL)
YEAR_IN_PARENTHESES = re.compile(r"\(((?:19|20)\d\d)[a-z]?(?:,[^()]{1,25})?\)\s*[.,:]?\s*")
YEAR_AS_SENTENCE = re.compile(r"(?<=[.,])\s+((?:19|20)\d\d)[a-z]?\.\s+(?=\S)")
SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bvs)(?<!\bSt)(?<!\bDr)(?<!\bJr)[.?!](?=\s+[\S])|\.$")
SENTENCE_BREAK = re.compile(r"(?:\.|(?<=[A-Z]\.):)\s+(?![A-Z]\.|et\b|and\b|&|[A-Z]{1,3},)(?=\S)")
INITIAL_FIRST = re.compile(r"[A-Z]\.")
INITIAL_LAST = re.compile(r"(?:^|[,;&\s])(?:[A-Z]\.?[ -]?)+$")
NUMBER_IN_PARENTHESES = re.compile(r"\s*\((?:No\.\s*)?arXiv\s*:[^()]*\)", re.IGNORECASE)
INITIALS = re.compile(r"\b[A-Z]\.|\bet al\b|\b[A-Z][\w'’-]+,?\s+[A-Z]{1,3}\b(?=[,.;]|$)| and | & |等", re.UNICODE)
FULL_NAME = r"[A-Z][\w'’-]+(?:\s+(?:[A-Z]\.?|[A-Z][\w'’-]+|de|van|der|von|la))+"
FULL_NAMES = re.compile(rf"{FULL_NAME}(?:,\s+{FULL_NAME})*(?:,?\s+(?:and|&)\s+{FULL_NAME})+")
IN = re.compile(r"^(?:In:?|in:?|//)\s+(?=\S)")
EDITORS = re.compile(r"^[^.]*?\((?:Eds?\.|Hrsg\.)\),?\s*", re.IGNORECASE)
END_OF_VENUE = re.compile(
    r"[,.;:(]?\s*(?:\b(?:vol(?:ume)?|no|pp?|pages?|art(?:icle)?|issue)\b\.?\s*\d.*|\(?(?:19|20)\d\d\)?[a-z]?\b.*|"
    r"\d+\s*\(.*|\d+\s*[:,]\s*\w*\d.*|[:,]\s*\d+[-–].*|\b(?:doi|https?|arXiv\s*:)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
NO_VENUE = re.compile(
    r"preprint(?: at)?|accessed|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:\s+\d{1,2})?",
    re.IGNORECASE,
)
LONGEST_LINE = 1500


INFORMAL = re.compile(
    rf"(?:{LINK.format('')}|(?P<title>.{{8,400}}?))\s+"
    r"\([^()]{2,60}, (?P<venue>[^(),]{2,60} (?:19|20)\d\d)\)"
)
"""As the ACL Anthology offers it: Title (Okafor et al., ACL 2023)."""
TITLE_AND_VENUE = re.compile(r"(?P<title>.{8,400}?[^\W\d])[.,]\s+(?P<venue>[A-Z][\w&' -]{1,30}\s?(?:19|20)\d\d)\.?")


def citation_line(text: str) -> Cited | None:
    """The paper that a line of a list of references cites, on the best guess; None where ``text`` is no such line."""
    text = NUMBER.sub("", " ".join(text.split()))
    if not 20 <= len(text) <= LONGEST_LINE:
        return None
    if (match := INFORMAL.fullmatch(text)) and short_venue(match["venue"]).is_known:
        to = (("", match["address"]),) if match["address"] else ()
        return Cited(plain_title(match["title"] or match["label"]), match["venue"], year_in(match["venue"]), to)
    addresses = tuple(("", match[0].rstrip(".,;)")) for match in ADDRESS.finditer(text))
    bare = ADDRESS.sub("", text)
    year = _last_year(bare)
    title, rest = _title_and_rest(NUMBER_IN_PARENTHESES.sub("", bare))
    title = title.strip(" .,;:")
    if not title and (match := TITLE_AND_VENUE.fullmatch(bare)) and short_venue(match["venue"]).is_known:
        title, rest = match["title"], match["venue"]
    if len(title) < 4 or not (year or addresses or ARXIV_NUMBER.search(rest)):
        return None
    venue = _venue(rest)
    if not venue and year and not addresses and not ARXIV_NUMBER.search(bare) and not DOI.search(bare):
        return None
    return Cited(plain_title(title), venue, year, addresses)


def _title_and_rest(text: str) -> tuple[str, str]:
    if mark := MARK.search(text):
        before = text[: mark.start()]
        # Full stops of a title are few; those of authors end before it.
        stops = [match.end() for match in re.finditer(r"[.．]\s*(?=\S)", before)]
        cut = next((stop for stop in stops if _are_authors(before[:stop])), -1)
        if cut < 0:
            cut = max((stop for stop in stops if not before[: stop - 1].rstrip(" .．")[-1:].isupper()), default=-1)
        if cut > 0:
            return before[cut:], text[mark.end() :]
    if quoted := IN_QUOTES.search(text):
        before = text[: quoted.start()].strip(" ,.")
        if not before or INITIALS.search(before) or len(before.split()) <= 12 or "," in before:
            return (quoted["title"], quoted["rest"]) if before or YEAR.search(quoted["rest"]) else ("", "")
    for year in (YEAR_IN_PARENTHESES, YEAR_AS_SENTENCE):
        match = year.search(text)
        if match and 3 <= match.start() <= 700 and _are_authors(text[: match.start()]):
            return _first_sentence(text[match.end() :])
    for end in SENTENCE_BREAK.finditer(text):
        before, rest = text[: end.start()], text[end.end() :]
        if (INITIAL_FIRST.match(text) and INITIAL_LAST.search(before)) or not _are_authors(before):
            continue
        if YEAR.search(rest) or ARXIV_NUMBER.search(rest):
            return _first_sentence(rest)
    return "", ""


def _are_authors(text: str) -> bool:
    """Whether ``text`` reads as a list of people."""
    text = text.strip(" .,;")
    if not text or len(text.split()) > 150 or ":" in text:
        return False
    if not text.isascii() and re.fullmatch(
        r"[\u4e00-\u9fff·]{2,6}(?:[,，、;；]\s*[\u4e00-\u9fff·]{2,6})*[,，]?\s*等?", text
    ):
        return True
    if FULL_NAMES.fullmatch(text) or re.search(r"\bet al$", text):
        return True
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    capitals = [
        word for word in words if word[0].isupper() or word in ("and", "et", "al", "de", "van", "der", "von", "la")
    ]
    return (
        bool(INITIALS.search(text))
        and len(capitals) >= 0.9 * len(words)
        and bool(re.search(r"[,.]| [A-Z]{1,3}$", text))
    )


def _first_sentence(text: str) -> tuple[str, str]:
    end = SENTENCE_END.search(text)
    if end is None:
        return text, ""
    title = text[: end.start()] if text[end.start()] == "." else text[: end.end()]
    return title, text[end.end() :].strip()


def _venue(rest: str) -> str:
    """The conference or journal at the beginning of what stands behind a title."""
    rest = EDITORS.sub("", IN.sub("", rest.strip(" .,;")))
    if re.match(r"(?:CoRR|arXiv|ArXiv)\b", rest):
        return "arXiv"
    # "CVPR 2024", "In 2023 IEEE Conference on …": a year at the front is part of the name.
    front = re.match(r"(?:19|20)\d\d\s+(?=[A-Z])", rest)
    offset = front.end() if front else 0
    venue = rest[:offset] + END_OF_VENUE.sub("", rest[offset:])
    venue = re.split(r"\.\s+(?=[A-Z\d])", venue)[0] if not short_venue(venue).is_known else venue
    venue = venue.strip(" .,;:(")
    return "" if NO_VENUE.fullmatch(venue) else venue


def _last_year(text: str) -> str:
    years = [match[0] for match in YEAR.finditer(ARXIV_NUMBER.sub(" ", DOI.sub(" ", text)))]
    in_parentheses = YEAR_IN_PARENTHESES.search(text)
    return in_parentheses[1] if in_parentheses else (years[-1] if years else "")


# -- titles of pages ---------------------------------------------------------------------------------------------------

SITES = (
    r"Open ?Review|ACL Anthology|Papers [Ww]ith Code|Semantic Scholar|Springer ?Link|Springer Nature Link|IEEE Xplore|"
    r"IEEE (?:Conference Publication|Journals & Magazine|Journal Article)|Science ?Direct|alphaXiv|Hugging ?Face|"
    r"arXiv(?:\.org)?|CVF Open Access|Google Scholar|PubMed(?: Central)?|PMC|Research ?Gate|Request PDF|DeepAI|dblp|"
    r"知乎|CSDN博客|GitHub|Wiley Online Library|Taylor & Francis Online|Oxford Academic|MIT Press|Papers\.cool|"
    r"Download Scientific Diagram|DataCite Commons|OpenAlex|SSRN|JSTOR|Frontiers|MDPI|ACM Digital Library|"
    r"Connected Papers|"
    r"Google Chrome|Mozilla Firefox|Firefox|Safari|Microsoft\u200b? Edge|Chromium|Zotero|PMLR|百度学术|中国知网|CNKI|"
    r"ar5iv|SciSpace|Scite|ISCA Archive|AAAI Publications|USENIX|NASA/ADS|INSPIRE"
)
SITE = re.compile(rf"\s+[|\-–—·:]\s+(?:{SITES})\s*$")
BEFORE_TITLE = re.compile(
    rf"^\s*(?:\[(?P<number>{ARXIV_NUMBER.pattern})\]\s*|\(PDF\)\s+|\[PDF\]\s+|Paper page\s+[-–—]\s+|Title:\s*|"
    r"(?:论文|文章)?(?:题目|标题)[:：]\s*|dblp:\s+|\[\d{4}\.\d{4,5}\]\s*)",
    re.IGNORECASE,
)
LAST_PART = re.compile(r"^(?P<title>.{8,}?)\s+[|–—]\s+(?P<venue>[^|]{3,200})$")


def page_title(text: str) -> Cited | None:
    """The paper that the title of a browser's page is about; None where ``text`` is no such title, but plain words."""
    given = " ".join(text.split())
    title, number, venue = given, "", ""
    while match := BEFORE_TITLE.match(title):
        number = number or match["number"] or ""
        title = title[match.end() :]
    while shorter := SITE.search(title):
        title = title[: shorter.start()]
    if last := LAST_PART.match(title):
        known = short_venue(last["venue"])
        if (known.is_known and len(last["venue"]) > 6) or last["venue"].startswith("Proceedings of"):
            title, venue = last["title"], last["venue"]
    if title == given or not title.strip():
        return None
    address = (("", f"https://arxiv.org/abs/{number}"),) if number else ()
    return Cited(plain_title(title), venue, year_in(venue), address)
