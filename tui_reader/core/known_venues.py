"""Conferences, journals and preprint servers that are known: their full names, and which of the three each is.

``venue_names`` makes short names of full ones, for entries; this is the way back, for bibliographies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import normalize

from tui_reader.core.bibliography import YEAR
from tui_reader.core.venue_names import SUBMITTED, WORKSHOP, short_venue
from tui_reader.core.venues import venue as without_year
from tui_reader.core.venues import venue_key

VenueKind = Literal["conference", "journal", "preprint", "unknown"]

CONFERENCES = """
3DV = International Conference on 3D Vision
AAAI = AAAI Conference on Artificial Intelligence
AACL = Conference of the Asia-Pacific Chapter of the Association for Computational Linguistics
AAMAS = International Conference on Autonomous Agents and Multiagent Systems
ACCV = Asian Conference on Computer Vision
ACII = International Conference on Affective Computing and Intelligent Interaction
ACL = Annual Meeting of the Association for Computational Linguistics
ACM MM = ACM International Conference on Multimedia
ACML = Asian Conference on Machine Learning
ACPR = Asian Conference on Pattern Recognition
AISTATS = International Conference on Artificial Intelligence and Statistics
ASPLOS = International Conference on Architectural Support for Programming Languages and Operating Systems
ASRU = IEEE Automatic Speech Recognition and Understanding Workshop
AutoML = International Conference on Automated Machine Learning
BMVC = British Machine Vision Conference
CCS = ACM SIGSAC Conference on Computer and Communications Security
CHI = CHI Conference on Human Factors in Computing Systems
CIKM = ACM International Conference on Information and Knowledge Management
COLING = International Conference on Computational Linguistics
COLM = Conference on Language Modeling
COLT = Annual Conference on Learning Theory
CSCW = ACM Conference on Computer-Supported Cooperative Work and Social Computing
CVPR = IEEE/CVF Conference on Computer Vision and Pattern Recognition
CoNLL = Conference on Computational Natural Language Learning
CoRL = Conference on Robot Learning
EACL = Conference of the European Chapter of the Association for Computational Linguistics
ECAI = European Conference on Artificial Intelligence
ECCV = European Conference on Computer Vision
ECIR = European Conference on Information Retrieval
ECML PKDD = European Conference on Machine Learning and Principles and Practice of Knowledge Discovery in Databases
EDBT = International Conference on Extending Database Technology
EMNLP = Conference on Empirical Methods in Natural Language Processing
EUSIPCO = European Signal Processing Conference
FAccT = ACM Conference on Fairness, Accountability, and Transparency
FG = IEEE International Conference on Automatic Face and Gesture Recognition
IAAI = Conference on Innovative Applications of Artificial Intelligence
ICANN = International Conference on Artificial Neural Networks
ICASSP = IEEE International Conference on Acoustics, Speech and Signal Processing
ICCV = IEEE/CVF International Conference on Computer Vision
ICDAR = International Conference on Document Analysis and Recognition
ICDE = IEEE International Conference on Data Engineering
ICDM = IEEE International Conference on Data Mining
ICIP = IEEE International Conference on Image Processing
ICLR = International Conference on Learning Representations
ICME = IEEE International Conference on Multimedia and Expo
ICMI = International Conference on Multimodal Interaction
ICML = International Conference on Machine Learning
ICMLA = IEEE International Conference on Machine Learning and Applications
ICMR = ACM International Conference on Multimedia Retrieval
ICONIP = International Conference on Neural Information Processing
ICPR = International Conference on Pattern Recognition
ICRA = IEEE International Conference on Robotics and Automation
ICSE = IEEE/ACM International Conference on Software Engineering
ICSLP = International Conference on Spoken Language Processing
IEEE VR = IEEE Conference on Virtual Reality and 3D User Interfaces
IJCAI = International Joint Conference on Artificial Intelligence
IJCNLP = International Joint Conference on Natural Language Processing
IJCNN = International Joint Conference on Neural Networks
INLG = International Natural Language Generation Conference
IROS = IEEE/RSJ International Conference on Intelligent Robots and Systems
ISBI = IEEE International Symposium on Biomedical Imaging
ISCA = International Symposium on Computer Architecture
ISMIR = International Society for Music Information Retrieval Conference
ISWC = International Semantic Web Conference
IUI = International Conference on Intelligent User Interfaces
IWSLT = International Conference on Spoken Language Translation
Interspeech = Annual Conference of the International Speech Communication Association
KDD = ACM SIGKDD Conference on Knowledge Discovery and Data Mining
LREC = International Conference on Language Resources and Evaluation
LREC-COLING = Joint International Conference on Computational Linguistics, Language Resources and Evaluation
MICCAI = International Conference on Medical Image Computing and Computer Assisted Intervention
MIDL = International Conference on Medical Imaging with Deep Learning
MLSys = Conference on Machine Learning and Systems
MMAsia = ACM Multimedia Asia
MMM = International Conference on Multimedia Modeling
NAACL = Conference of the North American Chapter of the Association for Computational Linguistics
NDSS = Network and Distributed System Security Symposium
NLPCC = International Conference on Natural Language Processing and Chinese Computing
NSDI = USENIX Symposium on Networked Systems Design and Implementation
NeurIPS = Conference on Neural Information Processing Systems
OSDI = USENIX Symposium on Operating Systems Design and Implementation
PRICAI = Pacific Rim International Conference on Artificial Intelligence
RSS = Robotics: Science and Systems
RecSys = ACM Conference on Recommender Systems
S&P = IEEE Symposium on Security and Privacy
SIGDIAL = Annual Meeting of the Special Interest Group on Discourse and Dialogue
SIGGRAPH = SIGGRAPH
SIGGRAPH Asia = SIGGRAPH Asia
SIGIR = International ACM SIGIR Conference on Research and Development in Information Retrieval
SIGMOD = ACM SIGMOD International Conference on Management of Data
SLT = IEEE Spoken Language Technology Workshop
SOSP = ACM Symposium on Operating Systems Principles
SemEval = International Workshop on Semantic Evaluation
UAI = Conference on Uncertainty in Artificial Intelligence
UIST = ACM Symposium on User Interface Software and Technology
USENIX Security = USENIX Security Symposium
UbiComp = ACM International Joint Conference on Pervasive and Ubiquitous Computing
VLDB = International Conference on Very Large Data Bases
WACV = IEEE/CVF Winter Conference on Applications of Computer Vision
WMT = Conference on Machine Translation
WSDM = ACM International Conference on Web Search and Data Mining
WWW = ACM Web Conference
"""

JOURNALS = """
ACM Computing Surveys = ACM Computing Surveys
Artificial Intelligence = Artificial Intelligence
CVIU = Computer Vision and Image Understanding
Computational Linguistics = Computational Linguistics
DMLR = Journal of Data-centric Machine Learning Research
Expert Systems with Applications = Expert Systems with Applications
IEEE Access = IEEE Access
IJCV = International Journal of Computer Vision
IMWUT = Proceedings of the ACM on Interactive, Mobile, Wearable and Ubiquitous Technologies
Information Fusion = Information Fusion
Information Sciences = Information Sciences
JAIR = Journal of Artificial Intelligence Research
JBHI = IEEE Journal of Biomedical and Health Informatics
JMLR = Journal of Machine Learning Research
JSTSP = IEEE Journal of Selected Topics in Signal Processing
Knowledge-Based Systems = Knowledge-Based Systems
Machine Learning = Machine Learning
Medical Image Analysis = Medical Image Analysis
Nature = Nature
Nature Biotechnology = Nature Biotechnology
Nature Communications = Nature Communications
Nature Computational Science = Nature Computational Science
Nature Human Behaviour = Nature Human Behaviour
Nature Machine Intelligence = Nature Machine Intelligence
Nature Medicine = Nature Medicine
Nature Methods = Nature Methods
Nature Neuroscience = Nature Neuroscience
Neural Networks = Neural Networks
Neurocomputing = Neurocomputing
PNAS = Proceedings of the National Academy of Sciences
Pattern Recognition = Pattern Recognition
Pattern Recognition Letters = Pattern Recognition Letters
RA-L = IEEE Robotics and Automation Letters
SPL = IEEE Signal Processing Letters
Science = Science
Science Robotics = Science Robotics
Scientific Data = Scientific Data
Scientific Reports = Scientific Reports
Speech Communication = Speech Communication
T-RO = IEEE Transactions on Robotics
TACL = Transactions of the Association for Computational Linguistics
TAFFC = IEEE Transactions on Affective Computing
TASE = IEEE Transactions on Automation Science and Engineering
TASLP = IEEE/ACM Transactions on Audio, Speech, and Language Processing
TCSVT = IEEE Transactions on Circuits and Systems for Video Technology
TCYB = IEEE Transactions on Cybernetics
TDSC = IEEE Transactions on Dependable and Secure Computing
TEVC = IEEE Transactions on Evolutionary Computation
TFS = IEEE Transactions on Fuzzy Systems
TGRS = IEEE Transactions on Geoscience and Remote Sensing
TIFS = IEEE Transactions on Information Forensics and Security
TIP = IEEE Transactions on Image Processing
TIT = IEEE Transactions on Information Theory
TITS = IEEE Transactions on Intelligent Transportation Systems
TKDE = IEEE Transactions on Knowledge and Data Engineering
TMI = IEEE Transactions on Medical Imaging
TMLR = Transactions on Machine Learning Research
TMM = IEEE Transactions on Multimedia
TNNLS = IEEE Transactions on Neural Networks and Learning Systems
TOG = ACM Transactions on Graphics
TOIS = ACM Transactions on Information Systems
TOMM = ACM Transactions on Multimedia Computing, Communications, and Applications
TPAMI = IEEE Transactions on Pattern Analysis and Machine Intelligence
TPDS = IEEE Transactions on Parallel and Distributed Systems
TSE = IEEE Transactions on Software Engineering
TSP = IEEE Transactions on Signal Processing
TVCG = IEEE Transactions on Visualization and Computer Graphics
npj Digital Medicine = npj Digital Medicine
"""

PREPRINTS = """
arXiv = arXiv
bioRxiv = bioRxiv
medRxiv = medRxiv
SSRN = SSRN Electronic Journal
"""

OF_JOURNALS = re.compile(
    r"\b(?:journal|transactions|letters|magazine|annals|acta|reviews?|surveys?)\b|学报|杂志|期刊", re.I
)
OF_CONFERENCES = re.compile(r"\b(?:conference|symposium|workshops?|congress|proceedings|meeting)\b|会议|大会", re.I)
"""Words that tell what a venue is of which nothing else is known."""

SAID_SUBMITTED = re.compile(r"投稿|在投|审稿|\bin review\b|\bsubmission\b", re.IGNORECASE)
FINDINGS = re.compile(r"\bfindings\b", re.IGNORECASE)
SHORT_YEAR = re.compile(r"['‘’`]([012]\d)(?!\d)|(?<=[^\W\d_])[-_ ]?([012]\d)(?=\W|$)|(?<=\s)([012]\d)$")
SITES = frozenset(("openreview", "ieee", "ieeexplore", "acm", "springer", "elsevier", "nature portfolio", "github"))
"""What is written as a source, and is where a paper lies, or who sells it."""


class Venue(NamedTuple):
    """Where a paper was published."""

    short: str
    """``CVPR``; the name itself where no short one is known."""
    full: str
    """The full name of the series; of a workshop or of Findings, theirs."""
    kind: VenueKind
    year: str
    """Of publication; empty where the source does not say."""
    is_submitted: bool = False
    """Whether the paper was sent there, and nobody said yet that it was taken."""


def venue(source: str, own: Mapping[str, str] = {}) -> Venue | None:
    """The venue and the year that ``source`` of an entry names; None where it names none.

    ``own`` are short names by full ones that a group has of its own.
    """
    text = " ".join(normalize("NFKC", source).replace("《", " ").replace("》", " ").split())
    year = _year(text)
    bare = without_year(text)
    if not bare or venue_key(bare) in SITES or "." in bare.strip("."):
        return None
    is_workshop = bool(WORKSHOP.search(text)) or bare.endswith(" workshop")
    found = short_venue(bare, own)
    if not found.is_known:
        found = short_venue(text, own)
    name = found.name or bare
    known = _known().get(venue_key(name)) or _known().get(venue_key(bare.removesuffix(" workshop")))
    submitted = bool(SUBMITTED.search(text) or SAID_SUBMITTED.search(text))
    if known is None:
        full = next((full for full, short in own.items() if venue_key(short) == venue_key(name)), bare)
        kind: VenueKind = (
            "journal" if OF_JOURNALS.search(full) else "conference" if OF_CONFERENCES.search(full) else "unknown"
        )
        return Venue(name if found.is_known else bare, full, kind, year, submitted)
    short, full, kind = known
    if FINDINGS.search(text) and kind == "conference":
        full = f"Findings of the Association for Computational Linguistics: {short}"
    elif is_workshop and kind == "conference" and not WORKSHOP.search(full):
        full = f"{full} Workshops"
    return Venue(short, full, kind, year, submitted)


def _year(text: str) -> str:
    """The year of a source: "CVPR 2024", "AAAI-24", "MM '23"."""
    years = YEAR.findall(text)
    if years:
        return str(years[-1])
    match = SHORT_YEAR.search(text)
    return f"20{match[1] or match[2] or match[3]}" if match else ""


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str, VenueKind]]:
    """Short name, full name and kind, by what ``venue_key`` makes of either name."""
    known: dict[str, tuple[str, str, VenueKind]] = {}
    tables: tuple[tuple[str, VenueKind], ...] = (
        (CONFERENCES, "conference"),
        (JOURNALS, "journal"),
        (PREPRINTS, "preprint"),
    )
    for table, kind in tables:
        for line in table.strip().split("\n"):
            short, _, full = line.partition(" = ")
            known[venue_key(full)] = known[venue_key(short)] = (short, full, kind)
    return known
