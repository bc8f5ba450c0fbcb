from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.ui.highlight import MATCH, marked
from tui_reader.ui.wrap import Run

CODE = frozenset(("code",))


def test_words_are_marked_whatever_their_case_and_wherever_runs_end() -> None:
    runs = [Run("Emo"), Run("tion and e", CODE), Run("motion")]
    assert marked(runs, ["emotion"]) == [
        Run("Emo", MATCH),
        Run("tion", CODE | MATCH),
        Run(" and ", CODE),
        Run("e", CODE | MATCH),
        Run("motion", MATCH),
    ]


def test_without_words_nothing_changes() -> None:
    runs = [Run("text", CODE, "https://example.org")]
    assert marked(runs, ()) is runs


@given(st.lists(st.text("abA中 ")), st.lists(st.text("ab中", min_size=1), max_size=3))
def test_the_text_stays_the_same(texts: list[str], words: list[str]) -> None:
    runs = marked([Run(text) for text in texts], words)
    assert "".join(run.text for run in runs) == "".join(texts)
