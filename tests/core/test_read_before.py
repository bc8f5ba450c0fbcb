"""A paper that was logged before is found while its title is typed, and hardly ever another one."""

from __future__ import annotations

import pytest

from tui_reader.core.parser import parse
from tui_reader.core.read_before import ReadBefore

LOG = parse("""\
> > [2024-03-05]-[Tom]-[Tide Tables Are All You Need: A Study of Waves]-[Arxiv](https://arxiv.org/abs/2403.01234)
> >
> > Summary: a

> > [2024-03-04]-[Mira]-[Vision of Crabs with Two Eyes]-[Crabs](https://doi.org/10.1000/CRAB.7)
> >
> > Summary: b

> > [2024-03-03]-[李雷]-[Vision of Crabs with Five Eyes]-[Crabs](https://example.org/five)
> >
> > Summary: c

> > [2024-03-02]-[李雷]-[海星再生的机制研究]-[Arxiv](https://example.org/starfish)
> >
> > Summary: d

> > [2024-03-01]-[李雷]-[本周未精读]
""")
READ_BEFORE = ReadBefore([("log.md", LOG)])


def found(title: str, link: str = "", is_whole: bool = False) -> list[str | None]:
    return [logged.entry.reader for logged in READ_BEFORE.find(title, link, is_whole)]


@pytest.mark.parametrize(
    ("title", "readers"),
    [
        ("Tide Tables", []),
        ("tide tables are all you", ["Tom"]),
        ("Tide-Tables are all you need — a study of waves", ["Tom"]),
        ("Tide Tabels Are All You Need: A Study of Wave", ["Tom"]),
        ("Vision of Crabs with", []),
        ("Vision of Crabs with F", ["李雷"]),
        ("海星再生的机制", ["李雷"]),
        ("海星", []),
        ("", []),
        ("本周未精读", []),
    ],
)
def test_a_title_that_is_typed(title: str, readers: list[str]) -> None:
    assert found(title) == readers


def test_what_only_begins_like_a_whole_title_is_another_paper() -> None:
    assert found("Tide Tables Are All You Need", is_whole=True) == []
    assert found("TIDE TABLES ARE ALL YOU NEED: A STUDY OF WAVES", is_whole=True) == ["Tom"]


def test_an_address_is_enough() -> None:
    assert found("Something Else", "https://arxiv.org/pdf/2403.01234v3") == ["Tom"]
    assert found("", "https://doi.org/10.48550/arXiv.2403.01234") == ["Tom"]
    assert found("", "https://dl.acm.org/doi/10.1000/crab.7") == ["Mira"]


def test_a_number_makes_another_paper() -> None:
    logs = parse("> > [2024-03-05]-[Tom]-[A Long Story of the Tides, Part 1]-[Arxiv](https://example.org/1)\n")
    assert ReadBefore([("log.md", logs)]).find("A Long Story of the Tides, Part 2") == []
    assert ReadBefore([("log.md", logs)]).find("A Long Story of the Tide, Part 1") != []


def test_the_entry_itself_is_no_other() -> None:
    entry = LOG.entries[0]
    assert READ_BEFORE.find(entry.title or "", entry.links[0].url, apart_from=entry) == []
