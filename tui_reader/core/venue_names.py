"""The short names under which groups write conferences and journals: "CVPR 2024", whatever a bibliography says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from tui_reader.core.bibliography import YEAR, year_in

PHRASES = """
computational linguistics language resources and evaluation = LREC-COLING
findings of the association for computational linguistics = ACL
transactions of the association for computational linguistics = TACL
north american chapter of the association for computational linguistics = NAACL
european chapter of the association for computational linguistics = EACL
asia pacific chapter of the association for computational linguistics = AACL
meeting of the association for computational linguistics = ACL
annual meeting of the acl = ACL
empirical methods in natural language processing = EMNLP
computational natural language learning = CoNLL
international conference on computational linguistics = COLING
language resources and evaluation = LREC
international joint conference on natural language processing = IJCNLP
natural language processing and chinese computing = NLPCC
conference on machine translation = WMT
workshop on machine translation = WMT
conference on language modeling = COLM
semantic evaluation = SemEval
spoken language translation = IWSLT
winter conference on applications of computer vision = WACV
applications of computer vision = WACV
computer vision and pattern recognition = CVPR
european conference on computer vision = ECCV
asian conference on computer vision = ACCV
british machine vision conference = BMVC
transactions on pattern analysis and machine intelligence = TPAMI
transactions on image processing = TIP
transactions on multimedia computing communications and applications = TOMM
transactions on multimedia = TMM
transactions on circuits and systems for video technology = TCSVT
transactions on affective computing = TAFFC
transactions on neural networks and learning systems = TNNLS
transactions on knowledge and data engineering = TKDE
transactions on audio speech and language processing = TASLP
acm transactions on audio speech and language processing = TASLP
transactions on visualization and computer graphics = TVCG
transactions on medical imaging = TMI
transactions on information forensics and security = TIFS
transactions on intelligent transportation systems = TITS
transactions on geoscience and remote sensing = TGRS
transactions on cybernetics = TCYB
transactions on robotics = T-RO
transactions on automation science and engineering = TASE
transactions on information systems = TOIS
transactions on graphics = TOG
transactions on machine learning research = TMLR
transactions on signal processing = TSP
transactions on information theory = TIT
transactions on parallel and distributed systems = TPDS
transactions on dependable and secure computing = TDSC
transactions on software engineering = TSE
transactions on evolutionary computation = TEVC
transactions on fuzzy systems = TFS
journal of biomedical and health informatics = JBHI
signal processing letters = SPL
robotics and automation letters = RA-L
journal of selected topics in signal processing = JSTSP
journal of machine learning research = JMLR
journal of artificial intelligence research = JAIR
international journal of computer vision = IJCV
computer vision and image understanding = CVIU
neural information processing systems = NeurIPS
international conference on learning representations = ICLR
international conference on machine learning and applications = ICMLA
asian conference on machine learning = ACML
international conference on machine learning = ICML
artificial intelligence and statistics = AISTATS
uncertainty in artificial intelligence = UAI
conference on learning theory = COLT
european conference on machine learning = ECML PKDD
principles and practice of knowledge discovery = ECML PKDD
european conference on artificial intelligence = ECAI
pacific rim international conference on artificial intelligence = PRICAI
international joint conferences on artificial intelligence = IJCAI
international joint conference on artificial intelligence = IJCAI
aaai conference on artificial intelligence = AAAI
innovative applications of artificial intelligence = IAAI
autonomous agents and multiagent systems = AAMAS
international joint conference on neural networks = IJCNN
international conference on neural information processing = ICONIP
artificial neural networks = ICANN
automated machine learning = AutoML
conference on robot learning = CoRL
robotics science and systems = RSS
international conference on robotics and automation = ICRA
intelligent robots and systems = IROS
international conference on multimedia and expo = ICME
international conference on multimedia retrieval = ICMR
multimedia modeling = MMM
multimedia asia = MMAsia
multimodal interaction = ICMI
international conference on multimedia = ACM MM
affective computing and intelligent interaction = ACII
automatic face and gesture recognition = FG
acoustics speech and signal processing = ICASSP
automatic speech recognition and understanding = ASRU
spoken language technology workshop = SLT
spoken language processing = ICSLP
annual conference of the international speech communication association = Interspeech
international society for music information retrieval = ISMIR
european signal processing conference = EUSIPCO
international conference on image processing = ICIP
international conference on pattern recognition = ICPR
asian conference on pattern recognition = ACPR
document analysis and recognition = ICDAR
3d vision = 3DV
medical image computing and computer assisted intervention = MICCAI
international symposium on biomedical imaging = ISBI
medical imaging with deep learning = MIDL
knowledge discovery and data mining = KDD
international conference on knowledge discovery data mining = KDD
international conference on data mining = ICDM
web search and data mining = WSDM
information and knowledge management = CIKM
research and development in information retrieval = SIGIR
european conference on information retrieval = ECIR
recommender systems = RecSys
the web conference = WWW
international world wide web conference = WWW
international conference on world wide web = WWW
acm web conference = WWW
international semantic web conference = ISWC
international conference on data engineering = ICDE
very large data bases = VLDB
vldb endowment = VLDB
international conference on management of data = SIGMOD
extending database technology = EDBT
human factors in computing systems = CHI
user interface software and technology = UIST
computer supported cooperative work = CSCW
pervasive and ubiquitous computing = UbiComp
intelligent user interfaces = IUI
interactive mobile wearable and ubiquitous technologies = IMWUT
virtual reality and 3d user interfaces = IEEE VR
fairness accountability and transparency = FAccT
computer and communications security = CCS
symposium on security and privacy = S&P
usenix security symposium = USENIX Security
network and distributed system security = NDSS
operating systems design and implementation = OSDI
symposium on operating systems principles = SOSP
networked systems design and implementation = NSDI
architectural support for programming languages = ASPLOS
symposium on computer architecture = ISCA
machine learning and systems = MLSys
international conference on software engineering = ICSE
national academy of sciences = PNAS
siggraph asia = SIGGRAPH Asia
"""
"""Part of a full name, and the short one; where two stand in a name, the upper line is meant."""

NAMES = """
arxiv, arxiv org, arxiv cornell university, arxiv preprint, corr, computing research repository = arXiv
biorxiv, biorxiv the preprint server for biology = bioRxiv
medrxiv = medRxiv
ssrn, ssrn electronic journal = SSRN
openreview, openreview net, pmlr, machine learning research, lecture notes in computer science, lncs, \
cvf open access, ieee xplore, acm digital library =
acm multimedia, multimedia, mm = ACM MM
pami, tpami, ieee trans pattern anal mach intell, ieee tpami = TPAMI
ieee trans image process, ieee tip = TIP
ieee trans multimedia, ieee tmm = TMM
ieee trans circuits syst video technol, ieee tcsvt = TCSVT
ieee trans affect comput, ieee trans affective comput = TAFFC
ieee trans neural netw learn syst, ieee trans neural networks learn syst = TNNLS
ieee trans knowl data eng = TKDE
ieee acm trans audio speech lang process, ieee acm trans audio speech language process = TASLP
ieee trans vis comput graph = TVCG
ieee trans med imaging, ieee trans medical imaging = TMI
ieee signal process lett = SPL
ieee robot autom lett, ieee robotics autom lett = RA-L
acm trans graph = TOG
acm trans inf syst = TOIS
acm comput surv, acm computing surveys, csur = ACM Computing Surveys
int j comput vis = IJCV
j mach learn res = JMLR
j artif intell res = JAIR
trans assoc comput linguistics, trans assoc comput linguist = TACL
comput linguistics, comput linguist = Computational Linguistics
trans mach learn res = TMLR
nat commun, nature communications, nature comm = Nature Communications
nat mach intell, nature machine intelligence = Nature Machine Intelligence
proc natl acad sci u s a, proc natl acad sci usa, proc natl acad sci = PNAS
neurips, nips, adv neural inf process syst, advances in neural inf process syst = NeurIPS
pattern recognit = Pattern Recognition
neural netw = Neural Networks
inf fusion, information fusion = Information Fusion
inf sci = Information Sciences
knowl based syst, knowledge based systems = Knowledge-Based Systems
expert syst appl = Expert Systems with Applications
med image anal = Medical Image Analysis
artif intell = Artificial Intelligence
mach learn = Machine Learning
speech commun = Speech Communication
eur conf comput vis = ECCV
iccv, international conference on computer vision, ieee international conference on computer vision, \
ieee cvf international conference on computer vision, ieee cvf international conference on computer vision iccv = ICCV
interspeech = Interspeech
emnlp, coling, acl, naacl, eacl = *
"""
"""Full and abbreviated names that have to stand alone, and the short one."""

ACRONYMS = (
    "CVPR ICCV ECCV ACCV WACV BMVC NeurIPS ICLR ICML AAAI IJCAI ECAI UAI AISTATS COLT COLM CoRL ACL EMNLP NAACL EACL "
    "AACL COLING LREC-COLING LREC CoNLL IJCNLP TACL SIGIR KDD WSDM CIKM RecSys WWW ICDE ICDM SIGMOD VLDB CHI UIST CSCW "
    "ICASSP INTERSPEECH ASRU SLT ISMIR ICME ICMR ICMI ACII ICIP ICPR ICDAR MICCAI ISBI MIDL ICRA IROS RSS TPAMI TMLR "
    "JMLR IJCV SIGGRAPH ECML MLSys OSDI SOSP NSDI ICSE ISCA ASPLOS SemEval WMT IWSLT IJCNN ICONIP 3DV FAccT ACML "
    "AAMAS SIGDIAL NLPCC"
).split()
SPELLED = {"INTERSPEECH": "Interspeech", "NIPS": "NeurIPS", "ECML": "ECML PKDD"}

NOT_IN_KEY = re.compile(r"[\W_]+")
ORDINAL = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty|sixty)[- ]?(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|"
    r"annual)\b",
    re.IGNORECASE,
)
PROCEEDINGS = re.compile(
    r"^(?:in:?\s+)?(?:the\s+)?(?:companion\s+)?proc(?:eedings|\.)?(?:\s+of)?(?:\s+the)?\s+|^in:?\s+(?=[A-Z])",
    re.IGNORECASE,
)
PARENTHESES = re.compile(r"\(([^()]*)\)")
ACRONYM = re.compile(r"([A-Z][A-Za-z]*[A-Z][A-Za-z&-]*)(?:[-'’ ]*\d{2,4})?")
SERIES = re.compile(r"([A-Z][A-Za-z]*[A-Z][A-Za-z& ]*?)\s?['’`](\d\d)\b")
WORKSHOP = re.compile(r"\bworkshops?\b|\b(?:CVPR|ICCV|ECCV|WACV)W\b", re.IGNORECASE)
SUBMITTED = re.compile(r"\bsubmitted\b|\bunder review\b", re.IGNORECASE)
WITH_WORKSHOP_IN_ITS_NAME = frozenset(("ASRU", "SLT", "WMT", "SemEval", "IWSLT"))
ARXIV = re.compile(r"\barxiv\b|\babs/\d{4}\.\d{4,5}", re.IGNORECASE)
LONGEST = 600
"""Characters of a name that are looked at."""


class Venue(NamedTuple):
    """Where a paper is published, in the words of a group."""

    name: str
    """Short: ``CVPR``; the name as it was given, without its ornaments, where no short one is known."""
    suffix: str = ""
    """What is written behind the year: Findings, Workshop."""
    is_known: bool = True

    def source(self, year: str) -> str:
        """The source of an entry, ``CVPR 2024``. Preprints have no year: their links say it."""
        if not self.name:
            return ""
        parts = [self.name, "" if self.name.casefold() == "arxiv" or YEAR.search(self.name) else year, self.suffix]
        return " ".join(filter(None, parts))


NO_VENUE = Venue("", "", is_known=False)


def short_venue(name: str, own: Mapping[str, str] = {}) -> Venue:
    """The venue that is called ``name``; ``own`` are short names by full ones that a group has of its own."""
    name = " ".join(normalize("NFKC", name[:LONGEST]).split()).strip(" .,;")
    if not name:
        return NO_VENUE
    key = _key(name)
    stripped = re.sub(r" workshops?$", "", _key(_without_ornaments(name)))
    for full, short in own.items():
        wanted = _key(full)
        if wanted and (wanted in (key, stripped) or (" " in wanted and f" {wanted} " in f" {key} ")):
            return Venue(short)
    if ARXIV.search(name):
        return Venue(_in_own_words("arXiv", own))
    names, phrases = _table()
    is_plain = not WORKSHOP.search(name) and not SUBMITTED.search(name)
    alone = names.get(stripped, names.get(key))
    if alone is not None and (is_plain or not alone):
        return Venue(_in_own_words(alone, own)) if alone else NO_VENUE
    suffix = "Findings" if re.search(r"\bfindings\b", name, re.IGNORECASE) else ""
    short = names.get(stripped) or next((found for phrase, found in phrases if f" {phrase} " in f" {key} "), "")
    if suffix or not short:
        short = _acronym_of(name) or short
    if SUBMITTED.search(name):
        suffix = "under review"
    elif WORKSHOP.search(name) and short not in WITH_WORKSHOP_IN_ITS_NAME:
        suffix = "Workshop"
    if short:
        return Venue(_in_own_words(short, own), suffix)
    return Venue(_own_short_name(name), is_known=False)


def source_of(venues: tuple[str, ...], year: str, own: Mapping[str, str] = {}) -> tuple[str, bool]:
    """The source to write for a paper of one of ``venues``, and whether that venue is known here."""
    found = [(short_venue(name, own), name) for name in venues]
    venue, name = next(
        ((venue, name) for venue, name in found if venue.is_known),
        next(((venue, name) for venue, name in found if venue.name), (NO_VENUE, "")),
    )
    # Proceedings come out a year later, now and then: "Computer Vision - ECCV 2024" is of 2024.
    named = re.search(rf"\b{re.escape(venue.name)}[ -]?({YEAR.pattern})", name) if venue.is_known else None
    return venue.source((named[1] if named else "") or year or year_in(name) or _two_digits(name)), venue.is_known


def _two_digits(name: str) -> str:
    series = SERIES.search(name)
    return f"20{series[2]}" if series else ""


def _in_own_words(short: str, own: Mapping[str, str]) -> str:
    return next((name for full, name in own.items() if _key(full) == _key(short)), short)


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], list[tuple[str, str]]]:
    names: dict[str, str] = {}
    for line in NAMES.strip().split("\n"):
        full, _, short = line.partition(" =")
        for one in full.split(", "):
            names[one.strip()] = one.strip().upper() if short.strip() == "*" else short.strip()
    pairs = [line.partition(" = ") for line in PHRASES.strip().split("\n")]
    names |= {short.casefold(): short for _phrase, _, short in pairs}
    return names, [(phrase, short) for phrase, _, short in pairs]


def _acronym_of(name: str) -> str:
    """The acronym of a conference that is known, where it stands in ``name``."""
    known = {acronym.upper(): acronym for acronym in (*ACRONYMS, "NIPS")}
    for word in re.findall(r"[A-Za-z0-9]+(?:-COLING)?", name):
        bare = re.sub(r"(?:19|20)?\d\d$", "", word) if not word.startswith("3") else word
        for candidate in (word, bare, bare.removesuffix("W")):
            acronym = known.get(candidate.upper())
            # "Acl" or "chi" inside a long name are words.
            if acronym and (candidate.isupper() or candidate == acronym or len(name) < 20):
                return SPELLED.get(candidate.upper(), acronym)
    return ""


def _without_ornaments(name: str) -> str:
    """``name`` without years, ordinals, what is in parentheses and "Proceedings of the"."""
    text = ORDINAL.sub(" ", YEAR.sub(" ", PARENTHESES.sub(" ", name)))
    text = " ".join(text.split()).strip(" .,:;-–")
    while (shorter := PROCEEDINGS.sub("", text).strip(" .,:;-–")) != text:
        text = shorter
    return text.removeprefix("the ").removeprefix("The ")


def _own_short_name(name: str) -> str:
    """How a venue that is not known here calls itself in short: in parentheses, or as a series; else its name."""
    for inside in PARENTHESES.findall(name):
        if (acronym := ACRONYM.fullmatch(inside.strip())) and len(acronym[1]) <= 14:
            return acronym[1].rstrip("-")
    if series := SERIES.match(name):
        return series[1].strip()
    text = _without_ornaments(name)
    if re.search(r"\b(?:conference|symposium|workshop|congress|proceedings)\b", name, re.IGNORECASE):
        # The place and the days follow.
        text = text.partition(",")[0]
    return text


def _key(name: str) -> str:
    return NOT_IN_KEY.sub(" ", name.replace("&", " and ").casefold()).strip()
