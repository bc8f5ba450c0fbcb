"""Numbers and addresses of papers, arXiv's, DOIs, OpenReview's and the like, and what they say by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

ARXIV_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "econ|eess|funct-an|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|mtrl-th|nlin|nucl-(?:ex|th)|patt-sol|physics|plasm-ph|"
    "q-(?:alg|bio|fin)|quant-ph|solv-int|stat|supr-con"
)
NEW_ARXIV = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d{1,2})?"
OLD_ARXIV = rf"(?:{ARXIV_ARCHIVES})(?:\.[A-Z]{{2}})?/\d{{7}}(?:v\d{{1,2}})?"
ARXIV_NUMBER = re.compile(rf"(?:(?<![\w./])|(?<=\babs/))({NEW_ARXIV}|{OLD_ARXIV})(?![\w/]|\.\d)", re.IGNORECASE)
ARXIV_ID = re.compile(
    rf"(?:arxiv\s*(?:id)?\s*[:：/]?\s*)?({NEW_ARXIV}|{OLD_ARXIV})(?:\s*\[[\w.-]+\])?"
    r"(?:\s+\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4})?",
    re.IGNORECASE,
)
ARXIV_ADDRESS = re.compile(
    r"(?:arxiv\.org|alphaxiv\.org|xxx\.lanl\.gov|ar5iv(?:\.labs\.arxiv)?\.org|ar5iv\.org|huggingface\.co|hf\.co|"
    r"arxiv-vanity\.com|scholar\.archive\.org|paperswithcode\.com|papers\.cool|scirate\.com|emergentmind\.com|"
    r"semanticscholar\.org|takara\.ai|arxiviq\.\w+|browse\.arxiv\.org|tldr\.\w+)/(?:[\w-]+/){0,3}?"
    rf"({NEW_ARXIV}|{OLD_ARXIV})(?:\.pdf)?(?=[/?#\s]|$)",
    re.IGNORECASE,
)
ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({NEW_ARXIV}|{OLD_ARXIV})", re.IGNORECASE)
DOI = re.compile(
    r"(?:doi\s*[:：]\s*|(?:https?://)?(?:dx\.)?doi\.org/|info:doi/)?(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE
)
DOI_IN_ADDRESS = re.compile(r"/(10\.\d{4,9}/[^\s?#\"<>]+)")
NOT_OF_DOI = re.compile(
    r"(?:/(?:full|pdf|abstract|epub|meta|fulltext(?:\.\w+)?)|\.full(?:\.pdf|-text)?|\.pdf|v\d+(?:\.full.*)?)$"
)
ADDRESS = re.compile(r"(?:https?|zotero)://[^\s<>\"“”]+", re.IGNORECASE)
BARE_ADDRESS = re.compile(
    r"(?:www\.)?(?:(?:[a-z]{2,8}\.)?arxiv\.org|alphaxiv\.org|openreview\.net|aclanthology\.org|doi\.org|dx\.doi\.org|"
    r"openaccess\.thecvf\.com|huggingface\.co|proceedings\.mlr\.press|papers\.n(?:eur)?ips\.cc|dl\.acm\.org)/\S+",
    re.IGNORECASE,
)
LONGEST = 2000
"""Characters of an address that is looked at."""

AROUND_ADDRESS = "<>()[]{}，。；,;\"'“”‘’"

MLR_VOLUMES = {
    "28": "ICML 2013", "32": "ICML 2014", "37": "ICML 2015", "48": "ICML 2016", "70": "ICML 2017", "80": "ICML 2018",
    "97": "ICML 2019", "119": "ICML 2020", "139": "ICML 2021", "162": "ICML 2022", "202": "ICML 2023",
    "235": "ICML 2024", "267": "ICML 2025", "54": "AISTATS 2017", "84": "AISTATS 2018", "89": "AISTATS 2019",
    "108": "AISTATS 2020", "130": "AISTATS 2021", "151": "AISTATS 2022", "206": "AISTATS 2023", "238": "AISTATS 2024",
    "258": "AISTATS 2025", "78": "CoRL 2017", "87": "CoRL 2018", "100": "CoRL 2019", "155": "CoRL 2020",
    "164": "CoRL 2021", "205": "CoRL 2022", "229": "CoRL 2023", "270": "CoRL 2024",
}  # fmt: skip
"""What the volumes of the Proceedings of Machine Learning Research are of."""

ACL_VENUES = {
    "acl": "ACL", "emnlp": "EMNLP", "naacl": "NAACL", "eacl": "EACL", "aacl": "AACL", "coling": "COLING",
    "conll": "CoNLL", "lrec": "LREC", "tacl": "TACL", "cl": "Computational Linguistics", "ijcnlp": "IJCNLP",
    "semeval": "SemEval", "findings": "ACL", "wmt": "WMT", "iwslt": "IWSLT", "sigdial": "SIGDIAL",
}  # fmt: skip
OLD_ACL_VENUES = {
    "P": "ACL", "D": "EMNLP", "N": "NAACL", "E": "EACL", "C": "COLING", "Q": "TACL", "J": "Computational Linguistics",
    "K": "CoNLL", "L": "LREC", "S": "SemEval", "I": "IJCNLP",
}  # fmt: skip
"""Venues by the letter of an old number, ``P19-1001``; under W stand all workshops."""

NATURE = {
    "s41586": "Nature", "s41467": "Nature Communications", "s42256": "Nature Machine Intelligence",
    "s41598": "Scientific Reports", "s41592": "Nature Methods", "s41562": "Nature Human Behaviour",
    "s41593": "Nature Neuroscience", "s41591": "Nature Medicine", "s41746": "npj Digital Medicine",
    "s41597": "Scientific Data", "s41587": "Nature Biotechnology", "s43588": "Nature Computational Science",
}  # fmt: skip

CVF = re.compile(
    r"/content[_/]?(?P<venue>[A-Za-z]+?)_?(?P<year>20\d\d)(?P<workshop>W|_workshops)?/"
    r"(?:[^\s?#]*/)?(?P<name>[^\s/?#]+?)_(?:CVPRW?|ICCVW?|WACVW?|ACCV|ECCV)_?\d{4}(?:_paper|_supplemental)?(?:\.\w+)?$",
    re.IGNORECASE,
)
CVF_DAY = re.compile(
    r"/content[_/]?(?P<venue>CVPR|ICCV|WACV|ACCV)_?(?P<year>20\d\d)(?P<workshop>W|_workshops)?/", re.IGNORECASE
)
ACL_NEW = re.compile(r"\b(20\d\d)\.([a-z][a-z0-9]*)(?:-([a-z0-9_]+))?[.-](\d+)(?:\b|(?=v\d))", re.IGNORECASE)
ACL_OLD = re.compile(r"\b([A-Z])(\d\d)-(\d{4})\b", re.IGNORECASE)
OPENREVIEW_GROUP = re.compile(
    r"([A-Za-z][\w-]*)(?:\.[\w-]+)*(?:/[A-Za-z]+)?/(20\d\d)/(Conference|Workshop|Track|Journal)?", re.IGNORECASE
)


class Identified(NamedTuple):
    """What a number or an address of a paper says by itself."""

    kind: str
    """What it is, for people: ``arXiv``, ``DOI``, ``OpenReview``, ``ACL Anthology``, ``CVF``; empty: any address."""
    link: str
    """The address to write into a log."""
    source: str = ""
    """Venue and year where it says them."""
    title: str = ""
    """A title that was read in the name of a file: a guess."""
    arxiv: str = ""
    """The number, with its version where that was given."""
    doi: str = ""


def arxiv_in(text: str) -> str:
    """The first arXiv number in ``text``, be it alone, in an address or in a DOI; empty where there is none."""
    for pattern in (ARXIV_DOI, ARXIV_ADDRESS, ARXIV_NUMBER):
        if match := pattern.search(text):
            return _lower_archive(match[1])
    return ""


def doi_in(text: str) -> str:
    """The DOI that ``text`` is, or that its address leads to; empty where there is none."""
    match = DOI.match(text.strip()) or DOI_IN_ADDRESS.search(unquote(text))
    if match is None:
        return ""
    doi: str = match[1].rstrip(".,;")
    while doi and doi[-1] in ")]}" and doi.count("([{"[")]}".index(doi[-1])]) < doi.count(doi[-1]):
        doi = doi[:-1].rstrip(".,;")
    return NOT_OF_DOI.sub("", doi) if match.re is DOI_IN_ADDRESS else doi


def identified(text: str) -> Identified | None:
    """What ``text`` says, where it is one number or address and nothing else; else None."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if match := ARXIV_ID.fullmatch(text) or ARXIV_ID.fullmatch(text.strip(AROUND_ADDRESS)):
        return of_arxiv(match[1])
    if not text.startswith("10."):
        text = text.strip(AROUND_ADDRESS)
    if not ADDRESS.fullmatch(text):
        if BARE_ADDRESS.fullmatch(text):
            text = "https://" + text
        elif DOI.fullmatch(text):
            return of_doi(doi_in(text))
        else:
            return None
    return of_address(text)


def of_arxiv(number: str) -> Identified:
    """A paper on arXiv."""
    number = _lower_archive(number)
    return Identified("arXiv", f"https://arxiv.org/abs/{number}", "arXiv", arxiv=number)


def _lower_archive(number: str) -> str:
    archive, slash, rest = number.partition("/")
    if slash:
        name, dot, part = archive.partition(".")
        return f"{name.lower()}{dot}{part.upper()}/{rest.lower()}"
    return number.lower()


def of_doi(doi: str) -> Identified:
    """A paper with this DOI."""
    if match := ARXIV_DOI.fullmatch(doi):
        return of_arxiv(match[1])._replace(doi=doi)
    return Identified("DOI", f"https://doi.org/{doi}", _source_of_doi(doi), doi=doi)


def of_address(address: str) -> Identified:
    """What is at ``address``."""
    address = address.rstrip(".,;")
    if match := re.search(r"^https?://[^/]*(?=.)" + ARXIV_ADDRESS.pattern, address, re.IGNORECASE) or re.search(
        r"^https?://(?:www\.|export\.|[a-z]{2}\.)?" + ARXIV_ADDRESS.pattern, address, re.IGNORECASE
    ):
        return of_arxiv(match[1])
    if re.match(r"https?://(?:dx\.|www\.)?doi\.org/10\.", address, re.IGNORECASE):
        # What follows a question mark tells the server where one comes from; a hash is a place on its page.
        address = re.sub(r"\?[\w.-]+=.*|#.*", "", address)
        doi = doi_in(unquote(address))
        return of_doi(doi)._replace(link=address) if not ARXIV_DOI.fullmatch(doi) else of_doi(doi)
    host = re.sub(r"^(?:www|m)\.", "", address.partition("://")[2].partition("/")[0].partition(":")[0].lower())
    for site, read in SITES.items():
        if host == site or host.endswith("." + site):
            return read(address)
    doi = doi_in(address) if "://" in address and address.lower().startswith("http") else ""
    return Identified("DOI" if doi else "", address, _source_of_doi(doi), doi=doi)


def _source_of_doi(doi: str) -> str:
    """Venue and year, where a DOI is spelled after them."""
    lower = doi.lower()
    if match := re.fullmatch(r"10\.1109/([a-z]+?)w?(?:\d+)?\.(20\d\d)\.\d+", lower):
        name, year = match[1].upper(), match[2]
        short = {"TPAMI": "TPAMI", "TCSVT": "TCSVT", "TIP": "TIP", "TMM": "TMM", "TAFFC": "TAFFC", "TNNLS": "TNNLS",
                 "TKDE": "TKDE", "TASLP": "TASLP", "TVCG": "TVCG", "TMI": "TMI", "LSP": "SPL", "LRA": "RA-L",
                 "JSTSP": "JSTSP", "ACCESS": "IEEE Access", "JBHI": "JBHI", "TCYB": "TCYB", "TIFS": "TIFS",
                 "CVPR": "CVPR", "ICCV": "ICCV", "WACV": "WACV", "ICASSP": "ICASSP", "ICRA": "ICRA", "ICME": "ICME",
                 "ICIP": "ICIP", "ICPR": "ICPR", "ASRU": "ASRU", "SLT": "SLT", "ICDM": "ICDM", "ICDE": "ICDE",
                 "IROS": "IROS", "FG": "FG", "ACII": "ACII", "IJCNN": "IJCNN"}.get(name)  # fmt: skip
        is_workshop = re.match(r"10\.1109/(?:cvpr|iccv|wacv)w", lower) is not None
        return " ".join(filter(None, (short, year, "Workshop" if is_workshop else ""))) if short else ""
    if match := re.fullmatch(r"10\.18653/v1/(.+)", lower):
        return _source_in_anthology(match[1])
    if match := re.fullmatch(r"10\.21437/interspeech\.(20\d\d)-\d+", lower):
        return f"Interspeech {match[1]}"
    if match := re.match(r"10\.24963/ijcai\.(20\d\d)/", lower):
        return f"IJCAI {match[1]}"
    if match := re.match(r"10\.1609/aaai\.v(\d\d)i", lower):
        return f"AAAI {1986 + int(match[1])}"
    if lower.startswith("10.1162/tacl_a_"):
        return "TACL"
    if match := re.fullmatch(r"10\.1038/(s\d{5})-0(\d\d)-\d+-\w", lower):
        return f"{NATURE[match[1]]} 20{match[2]}" if match[1] in NATURE else ""
    return ""


def _source_in_anthology(number: str) -> str:
    """Venue and year by a number of the ACL Anthology."""
    if match := ACL_NEW.search(number):
        year, event, part = match[1], match[2].lower(), (match[3] or "").lower()
        if event == "findings":
            return f"{ACL_VENUES.get(part, part.upper()) or 'ACL'} {year} Findings"
        name = "LREC-COLING" if (event, year) == ("lrec", "2024") else ACL_VENUES.get(event, event.upper())
        return f"{name} {year}"
    if match := ACL_OLD.search(number):
        letter, two, paper = match[1].upper(), match[2], match[3]
        year = f"{'19' if int(two) > 60 else '20'}{two}"
        if letter not in OLD_ACL_VENUES or (letter == "D" and two == "19" and paper[0] in "56"):
            return ""
        return f"{OLD_ACL_VENUES[letter]} {year}"
    return ""


def _anthology(address: str) -> Identified:
    number = re.search(rf"{ACL_NEW.pattern}|{ACL_OLD.pattern}", address, re.IGNORECASE)
    source = _source_in_anthology(address)
    if number is None:
        return Identified("ACL Anthology", address)
    event = (number[2] or "").lower()
    letter = (number[5] or "").upper()
    has_doi = source and (event in ("acl", "emnlp", "naacl", "eacl", "findings", "conll") or letter in tuple("PDNEK"))
    name = number[0].upper() if letter else number[0]
    page = re.fullmatch(rf"https?://aclanthology\.org/{re.escape(number[0])}/?", address)
    link = address if page else f"https://aclanthology.org/{name}/"
    return Identified("ACL Anthology", link, source, doi=f"10.18653/v1/{name}" if has_doi else "")


def _openreview(address: str) -> Identified:
    group = OPENREVIEW_GROUP.search(unquote(unquote(address)).partition("?")[2])
    source = ""
    if group:
        name = {"NEURIPS": "NeurIPS", "AUTOML": "AutoML"}.get(group[1].upper(), group[1])
        part = "Workshop" if (group[3] or "").lower() == "workshop" else ""
        source = " ".join(filter(None, (name, group[2], part)))
    paper = re.search(r"[?&]id=([\w-]+)(?=$|[&#\s])", address)
    is_paper = paper and re.search(r"/(?:forum|pdf|attachment|revisions|references)", address)
    link = f"https://openreview.net/forum?id={paper[1]}" if paper and is_paper else address
    return Identified("OpenReview", link, source)


def _cvf(address: str) -> Identified:
    match = CVF.search(address.partition("#")[0].partition("?")[0]) or CVF_DAY.search(address)
    if match is None:
        return Identified("CVF", address)
    groups = match.groupdict()
    source = f"{groups['venue'].upper()} {groups['year']}{' Workshop' if groups['workshop'] else ''}"
    # The name of the first author stands before the title.
    words = re.sub(r"%[0-9A-Fa-f]{2}", "", groups.get("name") or "").split("_")[1:]
    return Identified("CVF", address, source, title=" ".join(filter(None, words)))


def _mlr(address: str) -> Identified:
    volume = re.search(r"/v(\d+)/", address)
    return Identified("PMLR", address, MLR_VOLUMES.get(volume[1], "") if volume else "")


def _neurips(address: str) -> Identified:
    year = re.search(r"/(?:paper|book)/((?:19|20)\d\d)(?=/)", address)
    name = "ICLR" if "iclr" in address.partition("://")[2].partition("/")[0] else "NeurIPS"
    return Identified(name, address, f"{name} {year[1]}" if year else "")


def _by_year(name: str, pattern: str) -> Callable[[str], Identified]:
    def read(address: str) -> Identified:
        year = re.search(pattern, address, re.IGNORECASE)
        return Identified(name, address, f"{name} {year[1]}" if year else "", doi=doi_in(address))

    return read


def _nature(address: str) -> Identified:
    article = re.search(r"/articles/(s\d{5}-\d{3}-\d{5}-[\w])", address)
    if article is None:
        return Identified("", address)
    return of_doi(f"10.1038/{article[1]}")._replace(link=address)


def _preprints(name: str) -> Callable[[str], Identified]:
    def read(address: str) -> Identified:
        return Identified(name, address, name, doi=doi_in(address))

    return read


def _jmlr(address: str) -> Identified:
    volume = re.search(r"/papers/v(?:olume)?(\d+)/", address)
    return Identified("JMLR", address, f"JMLR {1999 + int(volume[1])}" if volume and int(volume[1]) > 3 else "JMLR")


SITES: dict[str, Callable[[str], Identified]] = {
    "aclanthology.org": _anthology,
    "aclanthology.info": _anthology,
    "aclweb.org": _anthology,
    "openreview.net": _openreview,
    "openaccess.thecvf.com": _cvf,
    "proceedings.mlr.press": _mlr,
    "papers.nips.cc": _neurips,
    "papers.neurips.cc": _neurips,
    "proceedings.neurips.cc": _neurips,
    "proceedings.iclr.cc": _neurips,
    "ecva.net": _by_year("ECCV", r"/eccv_?(20\d\d)/"),
    "isca-archive.org": _by_year("Interspeech", r"interspeech_(20\d\d)"),
    "isca-speech.org": _by_year("Interspeech", r"interspeech_(20\d\d)"),
    "ijcai.org": _by_year("IJCAI", r"/proceedings/(20\d\d)/"),
    "roboticsproceedings.org": _by_year("RSS", r"/RSS_(20\d\d)/"),
    "jmlr.org": _jmlr,
    "biorxiv.org": _preprints("bioRxiv"),
    "medrxiv.org": _preprints("medRxiv"),
    "nature.com": _nature,
}
"""Sites whose addresses say more than where a page is."""
