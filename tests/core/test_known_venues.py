from __future__ import annotations

import pytest

from tui_reader.core import venue_names
from tui_reader.core.known_venues import venue

CVPR = "IEEE/CVF Conference on Computer Vision and Pattern Recognition"
TPAMI = "IEEE Transactions on Pattern Analysis and Machine Intelligence"
FINDINGS = "Findings of the Association for Computational Linguistics: ACL"


@pytest.mark.parametrize(
    ("source", "short", "full", "kind", "year"),
    [
        ("CVPR 2024", "CVPR", CVPR, "conference", "2024"),
        ("cvpr'23 (Oral)", "CVPR", CVPR, "conference", "2023"),
        ("CVPRW2024", "CVPR", f"{CVPR} Workshops", "conference", "2024"),
        ("2023 CVPR Paper", "CVPR", CVPR, "conference", "2023"),
        (
            "Findings of ACL 2023",
            "ACL",
            "Findings of the Association for Computational Linguistics: ACL",
            "conference",
            "2023",
        ),
        ("AAAI-24", "AAAI", "AAAI Conference on Artificial Intelligence", "conference", "2024"),
        ("MM ’23", "ACM MM", "ACM International Conference on Multimedia", "conference", "2023"),
        (
            "IEEE TPAMI 2022",
            "TPAMI",
            "IEEE Transactions on Pattern Analysis and Machine Intelligence",
            "journal",
            "2022",
        ),
        ("Information Fusion", "Information Fusion", "Information Fusion", "journal", ""),
        ("ArxiV", "arXiv", "arXiv", "preprint", ""),
        ("《潮汐学报》2021", "潮汐学报", "潮汐学报", "journal", "2021"),
        ("Kelp Weekly 2020", "Kelp Weekly", "Kelp Weekly", "unknown", "2020"),
    ],
)
def test_a_source_names_a_venue(source: str, short: str, full: str, kind: str, year: str) -> None:
    found = venue(source)
    assert found is not None
    assert tuple(found) == (short, full, kind, year, False)


@pytest.mark.parametrize("source", ["paper", "论文", "pdf", "IEEE", "ieee.org", "OpenReview", ""])
def test_what_is_no_venue_is_none(source: str) -> None:
    assert venue(source) is None


@pytest.mark.parametrize("source", ["ICLR 2025 under review", "CVPR2025投稿", "ICRA2024在投"])
def test_a_paper_that_was_sent_somewhere_is_not_out(source: str) -> None:
    found = venue(source)
    assert found is not None
    assert found.is_submitted


def test_a_group_adds_venues_of_its_own() -> None:
    own = {"Journal of Tidal Studies": "JTS"}
    for source in ("JTS 2024", "Journal of Tidal Studies 2024"):
        assert venue(source, own) == ("JTS", "Journal of Tidal Studies", "journal", "2024", False)


def test_every_short_name_that_is_given_out_has_a_full_one() -> None:
    names = {line.partition(" = ")[2] for line in venue_names.PHRASES.strip().split("\n")} | set(venue_names.ACRONYMS)
    found = {name: venue(name) for name in names}
    assert [name for name, known in found.items() if known is None or known.kind == "unknown"] == []
