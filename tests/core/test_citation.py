"""What is recognised in a paste, and that any text can be pasted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import Case, cases
from tests.core.test_round_trip import AWKWARD
from tests.sizes import size
from tui_reader.core.citation import Reference, recognise


def as_lines(reference: Reference) -> str:
    """What was recognised, as it stands in the cases."""
    draft = reference.draft
    fields = {
        "kind": reference.kind,
        "no reading": draft.note,
        "date": draft.date,
        "reader": draft.reader,
        "title": draft.title,
        "source": draft.source,
        "link": draft.link,
        "more": " ".join(f"{link.label} {link.url}" for link in draft.more_links),
        "figure": draft.figure,
        "summary": draft.summary.replace("\n", "↵"),
        "arxiv": reference.arxiv,
        "doi": reference.doi,
        "guessed": " ".join(sorted(reference.guessed)),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


@pytest.mark.parametrize("case", cases("paste"))
def test_a_paste_gives_these_fields(case: Case) -> None:
    assert "\n".join(map(as_lines, recognise(case.before))) == case.after
    with_other_line_ends = recognise("\ufeff\n " + case.before.replace("\n", "\r\n"))
    assert "\n".join(map(as_lines, with_other_line_ends)) == case.after


def the_one(text: str) -> Reference:
    """The one paper that is pasted."""
    [reference] = recognise(text)
    return reference


@pytest.mark.parametrize(
    "with_title",
    [
        lambda title: f"@misc{{x, title = {{{title}}}, year = 2024}}",
        lambda title: f"@article{{x,\n  title={{{title}}},\n  journal={{Kelp Letters}},\n}}",
        lambda title: f"TY  - JOUR\nTI  - {title}\nER  - \n",
        lambda title: f"%0 Journal Article\n%T {title}\n%D 2024\n",
        lambda title: json.dumps([{"title": title, "type": "article"}]),
        lambda title: json.dumps({"title": title, "type": "article"}, ensure_ascii=False, indent=2),
    ],
    ids=["BibTeX", "BibTeX on several lines", "RIS", "EndNote", "CSL-JSON", "one of CSL-JSON"],
)
def test_an_awkward_title_comes_through_every_format_as_it_is(with_title: Callable[[str], str]) -> None:
    for title in AWKWARD:
        assert " ".join(the_one(with_title(title)).draft.title.split()) == " ".join(title.split())


IDENTIFIERS = ("https://kelp.org/1", "doi:10.1000/kelp", "arXiv:2403.00001", "[Kelp](https://k.org)")


def test_an_awkward_title_by_itself_is_a_title() -> None:
    for title in (title for title in AWKWARD if title not in IDENTIFIERS):
        reference = the_one(title)
        assert (reference.shape, reference.draft.title) == ("words", " ".join(title.split()))


@pytest.mark.parametrize("latex", ["{\\'e}", "\\'e", "\\'{e}", "{\\'{e}}", "\\'\n e"])
def test_an_accent_may_be_spelled_in_many_ways(latex: str) -> None:
    assert the_one(f"@book{{x, title = {{Caf{latex}s of Cura{{\\c c}}ao by \\v{{C}}apek}}}}").draft.title == (
        "Cafés of Curaçao by Čapek"
    )


def test_a_group_has_short_names_of_its_own() -> None:
    venues = {"Journal of Tidal Studies": "JTS", "arXiv": "Arxiv", "Conference on Tide Pools": "Pools"}
    assert the_one("@article{x, title={A Tide}, journal={Journal of Tidal Studies}, year=2021}").draft.source
    for text, source in (
        ("@article{x, title={A Tide}, journal={Journal of Tidal Studies}, year=2021}", "JTS 2021"),
        ("@article{x, title={A Tide}, booktitle={Proc. 3rd Conference on Tide Pools}, year=2021}", "Pools 2021"),
        ("@misc{x, title={A Tide}, eprint={2403.01234}}", "Arxiv"),
        ("arXiv:2403.01234", "Arxiv"),
    ):
        assert [reference.draft.source for reference in recognise(text, venues)] == [source]


PIECES = st.sampled_from(
    '@article{ @string( title = { } " , # \n TY  - TI  - ER  - %T %0 [ ] ( ) “ ” zotero://x 2024 10.1/x '
    'arXiv:2403.01234 > [2024-03-05]-[Tom] <p> </p> <record> <titles> &amp; $ \\ \\\' { "title": : . et al. Ma, Z. '
    "(2023). [J] https://a.b "
    "| - OpenReview ` '' \u2028 \x00 \ud800 海带".split(" ")
)


@given(st.text() | st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join))
def test_any_text_can_be_pasted(text: str) -> None:
    for reference in recognise(text):
        assert isinstance(reference.draft.title, str)


HOSTILE = (
    "@a{b={", "@a{\nb={\n", "@a{b, title={\nb={", "@a{b, title={``", "<p><head", "<record><titles>", "%T a\n",
    "TY  - A\nTI  - ",
    "> > [2024-03-05]-[Tom]-[Kelp]-[x](y)\n", "Ma, Z. ", '{"title":', "\u201c", "https://a.b/ ",
)  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_paste_of_a_third_of_a_megabyte_or_more_is_looked_at_and_done_with(piece: str) -> None:
    for beginning in ("", "> ", "@a{b, title={"):
        recognise(beginning + piece * (size(333_000, thorough=1_000_000) // len(piece)))
