from __future__ import annotations

import pytest

from tui_reader.core.parser import parse
from tui_reader.core.publication import publication_of


def of(
    source: str, link: str = "https://example.org/k", day: str = "2024-05-06"
) -> tuple[str, str, str, tuple[str, ...]]:
    text = f"> > [{day}]-[Mira]-[How Kelp Holds On]-[{source}]({link})\n> >\n> > Summary: It grows.\n"
    (entry,) = parse(text).entries
    found = publication_of(entry)
    return found.kind, found.venue, found.year, found.guessed


@pytest.mark.parametrize(
    ("source", "kind", "venue", "year", "guessed"),
    [
        ("CVPR 2024", "conference", "CVPR", "2024", ()),
        ("EMNLP2023", "conference", "EMNLP", "2023", ()),
        ("AAAI-24", "conference", "AAAI", "2024", ()),
        ("NeurIPS'22 (Oral)", "conference", "NeurIPS", "2022", ()),
        ("TPAMI", "journal", "TPAMI", "2024", ("year",)),
        (
            "IEEE Transactions on Affective Computing 2021",
            "journal",
            "IEEE Transactions on Affective Computing",
            "2021",
            (),
        ),
        ("Proceedings of the Kelp Symposium 2019", "conference", "Proceedings of the Kelp Symposium", "2019", ()),
        ("Arxiv", "preprint", "", "2024", ("year",)),
        ("Findings of ACL 2023", "conference", "of ACL", "2023", ("type",)),
        ("Kelp Weekly", "unknown", "Kelp Weekly", "2024", ("type", "year")),
        ("paper", "unknown", "", "2024", ("type", "year")),
    ],
)
def test_kind_venue_and_year_come_from_the_source(
    source: str, kind: str, venue: str, year: str, guessed: tuple[str, ...]
) -> None:
    assert of(source) == (kind, venue, year, guessed)


@pytest.mark.parametrize(
    ("link", "kind", "venue", "year", "guessed"),
    [
        ("https://arxiv.org/abs/2303.04294v2", "preprint", "", "2023", ()),
        ("https://aclanthology.org/2022.emnlp-main.12/", "conference", "EMNLP", "2022", ()),
        ("https://aclanthology.org/2021.tacl-1.3", "journal", "TACL", "2021", ()),
        ("https://openaccess.thecvf.com/content/CVPR2023/html/Kelp.html", "conference", "CVPR", "2023", ()),
    ],
)
def test_where_the_source_says_nothing_the_address_does(
    link: str, kind: str, venue: str, year: str, guessed: tuple[str, ...]
) -> None:
    assert of("paper", link) == (kind, venue, year, guessed)


def test_numbers_are_taken_from_the_papers_own_link() -> None:
    text = "> > [2024-05-06]-[Mira]-[Kelp]-[x](https://doi.org/10.1109/K.2023.1) [code](https://doi.org/10.5/other)\n"
    (entry,) = parse(text).entries
    assert publication_of(entry).doi == "10.1109/K.2023.1"
    (entry,) = parse("> > [2024-05-06]-[Mira]-[Kelp]-[x](https://doi.org/10.48550/arXiv.2403.04294)\n").entries
    assert (publication_of(entry).doi, publication_of(entry).arxiv) == ("", "2403.04294")
