from __future__ import annotations

import pytest

from tui_reader.core.parser import parse
from tui_reader.core.publication import Publication, publication_of, works


def of(source: str, link: str = "https://example.org/k", day: str = "2024-05-06") -> Publication:
    text = f"> > [{day}]-[Mira]-[How Kelp Holds On]-[{source}]({link})\n> >\n> > Summary: It grows.\n"
    (entry,) = parse(text).entries
    return publication_of(entry)


@pytest.mark.parametrize(
    ("source", "kind", "venue", "year", "guessed"),
    [
        ("CVPR 2024", "conference", "CVPR", "2024", ()),
        ("NeurIPS'22 (Oral)", "conference", "NeurIPS", "2022", ()),
        ("TPAMI", "journal", "TPAMI", "2024", ("year",)),
        ("Proceedings of the Kelp Symposium 2019", "conference", "Proceedings of the Kelp Symposium", "2019", ()),
        ("Arxiv", "preprint", "arXiv", "2024", ("year",)),
        ("ICLR 2025 under review", "preprint", "ICLR", "2024", ("year",)),
        ("Kelp Weekly", "unknown", "Kelp Weekly", "2024", ("type", "year")),
        ("paper", "unknown", "", "2024", ("type", "year")),
    ],
)
def test_kind_venue_and_year_come_from_the_source(
    source: str, kind: str, venue: str, year: str, guessed: tuple[str, ...]
) -> None:
    found = of(source)
    assert (found.kind, found.venue.short if found.venue else "", found.year, found.guessed) == (
        kind,
        venue,
        year,
        guessed,
    )


@pytest.mark.parametrize(
    ("link", "kind", "venue", "year"),
    [
        ("https://arxiv.org/abs/2303.04294v2", "preprint", "arXiv", "2023"),
        ("https://arxiv.org/abs/cs/0403042", "preprint", "arXiv", "2004"),
        ("https://aclanthology.org/2022.emnlp-main.12/", "conference", "EMNLP", "2022"),
        ("https://aclanthology.org/2021.tacl-1.3", "journal", "TACL", "2021"),
        ("https://openaccess.thecvf.com/content/CVPR2023/html/Kelp.html", "conference", "CVPR", "2023"),
        ("https://openreview.net/group?id=ICLR.cc/2021/Conference", "conference", "ICLR", "2021"),
    ],
)
def test_where_the_source_says_nothing_the_address_does(link: str, kind: str, venue: str, year: str) -> None:
    found = of("paper", link)
    assert found.venue is not None
    assert (found.kind, found.venue.short, found.year, found.guessed) == (kind, venue, year, ())


def test_the_year_of_a_preprint_is_a_guess_for_what_came_out_elsewhere() -> None:
    assert of("ACL", "https://arxiv.org/abs/2312.04294")[3:5] == ("2023", "2312.04294")
    assert of("ACL", "https://arxiv.org/abs/2312.04294").guessed == ("year",)
    assert of("ACL", "https://aclanthology.org/2022.acl-long.1/").guessed == ()
    assert of("ACL 2023", "https://aclanthology.org/2022.emnlp-main.12/").guessed == ("venue",)


def test_numbers_are_taken_from_the_papers_own_link() -> None:
    text = "> > [2024-05-06]-[Mira]-[Kelp]-[x](https://doi.org/10.1109/K.2023.1) [code](https://doi.org/10.5/other)\n"
    (entry,) = parse(text).entries
    assert publication_of(entry).doi == "10.1109/K.2023.1"
    found = of("x", "https://doi.org/10.48550/arXiv.2403.04294")
    assert (found.doi, found.arxiv) == ("", "2403.04294")
    assert of("x", "javascript:alert(1)").address == ""


def test_a_paper_that_two_people_read_is_one_and_each_says_what_they_know() -> None:
    text = (
        "> > [2024-06-01]-[李雷]-[how kelp holds on!]-[CVPR 2024](https://example.org/k)\n\n"
        "> > [2024-05-01]-[Mira]-[本周未精读]\n\n"
        "> > [2024-01-06]-[Mira]-[How Kelp Holds On]-[Arxiv](https://arxiv.org/abs/2312.04294)\n"
    )
    (work,) = works(enumerate(parse(text).entries))
    assert work.entries == (2, 0)
    assert (work.title, work.first_year) == ("How Kelp Holds On", "2023")
    found = work.publication
    assert (found.kind, found.year, found.arxiv, found.address) == (
        "conference",
        "2024",
        "2312.04294",
        "https://example.org/k",
    )
