"""A paper as people share it: lines with labels, an item of a list of papers.

``Title: …`` over ``Paper: https://…``, arXiv's mails and listings, what CNKI and NoteExpress export, and
``- **Title** [[paper](…)] [[code](…)]`` of a list on GitHub.
"""

from __future__ import annotations

import re

from tui_reader.core.bibliography import year_in
from tui_reader.core.citation_line import Cited
from tui_reader.core.identifiers import ADDRESS, BARE_ADDRESS, arxiv_in, doi_in, identified, of_arxiv, of_doi
from tui_reader.core.title_text import plain_title
from tui_reader.core.venue_names import short_venue

LONGEST = 12_000
"""Characters of what is looked at: a mail of arXiv's with its abstract."""

LABEL = re.compile(
    r"[ \t]*(?:[-*•>#]+[ \t]*)?(?:\*\*|__)?[{【\[]?(?P<label>[A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff /-]{0,28}?)"
    r"[}】\]]?(?:\*\*|__)?[ \t]*(?:::|[:：])(?!//)(?:\*\*|__)?[ \t]*(?P<value>.*)"
)

TITLES = frozenset(
    "title,paper title,title-题名,题名,题目,标题,论文题目,论文标题,论文名称,文章标题,文章题目,论文名,英文标题".split(
        ","
    )
)
PLACES = frozenset(
    "paper,papers,paper link,paper url,link,links,url,arxiv,arxiv link,pdf,doi,doi-doi,address,abs,openreview,read,"
    "read more,article,preprint,论文,论文链接,论文地址,文章链接,文章地址,链接,地址,原文,原文链接,网址,url-网址,"
    "文献链接".split(",")
)
MORE_PLACES = {
    "code": "code", "github": "code", "code link": "code", "repo": "code", "source code": "code",
    "代码": "code", "代码链接": "code", "代码地址": "code", "开源地址": "code", "开源代码": "code", "项目地址": "code",
}  # fmt: skip
"""What a log may link beside the paper, and how it says so."""
VENUES = frozenset(
    "venue,journal,conference,journal-ref,journal reference,published in,source-文献来源,文献来源,会议,期刊,来源,"
    "secondary title,发表,收录,发表于,会议期刊".split(",")
)
YEARS = frozenset("year,pubtime-发表时间,year-年,年份,发表时间,publication date,submitted".split(","))
COMMENTS = frozenset(("comments", "comment"))
OTHERS = frozenset(
    "author,authors,author(s),author-作者,作者,subjects,subject,categories,abstract,abs,date,submitted on,cite as,"
    "report-no,msc-class,acm-class,license,project,project page,page,website,demo,data,dataset,model,models,blog,video,"
    "slides,tl;dr,tldr,keywords,keyword-关键词,关键词,摘要,summary-摘要,项目,项目主页,主页,单位,机构,organ-单位,"
    "srcdatabase-来源库,reference type,volume,issue,pages,issn,database provider,数据,数据集,模型,演示".split(",")
)
TAKEN = re.compile(
    r"\b(?:accepted|published|appear\w*|presented)\s+(?:as\s+[\w ]{1,30}?\s+)?(?:at|to|by|in|for)\s+(?:the\s+)?"
    r"(?P<venue>[A-Z][\w&'/ -]{1,40}?\s?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
SUBMITTED = re.compile(r"\[(?:Submitted on|v\d+\])[^\n]*\n+(?P<title>[^\n]{4,400})(?:\n|$)")

ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
BADGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
ITEM_LINK = re.compile(
    r"\[{1,2}\**(?P<label>[^\[\]\n]{1,400}?)\**\]{1,2}\((?P<address>https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)\]?"
)
ORNAMENTS = " \t*_|,;:.·—–-[]()"
IN_ITALICS = re.compile(
    r"(?<![*_])[*_](?P<venue>[^*_]{3,60})[*_](?![*_])|[(\[`](?P<short>[A-Z][\w&' -]{1,20}\d\d)[)\]`]"
)
LABELS_OF_PAPERS = frozenset("paper pdf arxiv link abs openreview acl cvf 论文 原文 html".split())


def labelled_paper(text: str) -> Cited | None:
    """The paper that lines with labels are about; None where ``text`` is no such lines."""
    if len(text) > LONGEST or ":" not in text.replace("：", ":"):
        return None
    told: dict[str, str] = {}
    more: list[tuple[str, str]] = []
    before: list[str] = []
    labels, goes_on = 0, ""
    for line in text.split("\n"):
        match = LABEL.fullmatch(line)
        label = " ".join(match["label"].casefold().split()) if match else ""
        kind = _kind_of(label)
        if match is None or not kind:
            if goes_on and line[:1] in " \t" and line.strip():
                told[goes_on] += f" {line.strip()}"
            elif not labels and line.strip():
                before.append(line.strip())
            goes_on = "" if not line.strip() or line[:1] not in " \t" else goes_on
            continue
        labels += 1
        value = match["value"].strip().strip("*_ ")
        goes_on = kind if kind in ("title", "venue") and value and kind not in told else ""
        if kind == "more":
            if address := _address_in(value):
                more.append((MORE_PLACES[label], address))
        elif value and (kind != "place" or _address_in(value)):
            told.setdefault(kind, value)
    place = _address_in(told["place"]) if "place" in told else _number_in(text, before)
    title = told.get("title", "")
    if not title and 0 < len(" ".join(before)) <= 300 and len(before) <= 2 and "place" in told:
        title = " ".join(before).strip("*#_ ")
    if not labels or not (place or (title and labels > 1)):
        return None
    venue = told.get("venue", "") or _taken_by(told.get("comments", ""))
    year = year_in(told.get("year", ""), told.get("venue", ""), venue)
    addresses = ([("", place)] if place else []) + more
    return Cited(plain_title(title), venue, year, tuple(addresses))


def _kind_of(label: str) -> str:
    for kind, labels in (
        ("title", TITLES), ("place", PLACES), ("more", MORE_PLACES), ("venue", VENUES), ("year", YEARS),
        ("comments", COMMENTS), ("other", OTHERS),
    ):  # fmt: skip
        if label in labels:
            return kind
    return ""


def _address_in(value: str) -> str:
    """The address of a paper in ``value``, also where a bare number stands there."""
    if match := ADDRESS.search(value) or BARE_ADDRESS.search(value):
        address = match[0].rstrip(").,;]>}*")
        return address if "://" in address else f"https://{address}"
    known = identified(value.split(" ", maxsplit=1)[0]) or identified(value)
    return known.link if known is not None else ""


def _number_in(text: str, before: list[str]) -> str:
    """The address by a number that stands above the labels, or that is to be cited as."""
    for line in (*before, *re.findall(r"(?m)^[ \t]*(?:Cite as|DOI)[:：\s]+(.*)", text)):
        if number := arxiv_in(line):
            return of_arxiv(number).link
        if doi := doi_in(line):
            return of_doi(doi).link
    return ""


def _taken_by(comments: str) -> str:
    """The conference that took a paper, by what its authors say of it."""
    match = TAKEN.search(comments)
    return match["venue"] if match is not None and short_venue(match["venue"]).is_known else ""


def page_of_arxiv(text: str) -> Cited | None:
    """The paper of arXiv's page that was copied from its head on."""
    match = SUBMITTED.search(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    number = arxiv_in(text)
    return Cited(plain_title(match["title"].strip()), "arXiv", "", (("", of_arxiv(number).link),) if number else ())


def listed_paper(line: str) -> Cited | None:
    """The paper of an item of a list in Markdown; None where ``line`` is no item, or links nothing."""
    line = BADGE.sub("", line)
    item = ITEM.match(line)
    rest = line[item.end() :] if item else line
    links = list(ITEM_LINK.finditer(rest))
    if not links:
        return None
    first = links[0]
    labelled = [link for link in links if _is_label(link["label"])]
    if first not in labelled:
        # The title is a link by itself.
        title, named, address = first["label"], links[1:], first["address"]
        if rest[: first.start()].strip(ORNAMENTS) or (not item and not named and rest == first[0]):
            return None
    else:
        title = rest[: first.start()]
        paper = next((link for link in labelled if link["label"].casefold().strip(" *") in LABELS_OF_PAPERS), first)
        named, address = [link for link in links if link is not paper], paper["address"]
    behind = rest[first.end() :] if first not in labelled else title
    said = IN_ITALICS.search(behind)
    venue = (said["venue"] or said["short"]) if said else ""
    if venue and not short_venue(venue).is_known:
        venue, said = "", None
    if said and first in labelled:
        title = title[: said.start()]
    title = title.strip(ORNAMENTS)
    if len(title) < 4:
        return None
    more = [(MORE_PLACES[label], link["address"]) for link in named if (label := _label_of(link)) in MORE_PLACES]
    return Cited(plain_title(title), venue, year_in(venue), (("", address), *more))


def _label_of(link: re.Match[str]) -> str:
    return str(link["label"]).casefold().strip(" *")


def _is_label(text: str) -> bool:
    text = text.casefold().strip(" *")
    return text in LABELS_OF_PAPERS or text in MORE_PLACES or text in OTHERS or text in PLACES
