"""A reader under another name: in headers, and nowhere else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.logs import any_text, log_like_text, paper
from tui_reader.core.parser import parse
from tui_reader.core.rename import NotRenamedError, names_in, rename_reader

SUMMARY = "> > [2024-03-08]-[Tom]-[李雷 and Kelp]-[Arxiv](https://kelp.org/李雷)\n> >\n> > 论文简述：李雷说它长。\n"
CHECK_IN = "> > [2024-03-06]-[李 雷]-[本周未精读，李雷]\n"
LOG = (
    f"{paper(3, '李雷、韩梅梅')}>\n{paper(4, '李雷 韩梅梅')}>\n{paper(5)}>\n{CHECK_IN}>\n{paper(7, '李雷雷')}>\n"
    f"{SUMMARY}>\n{paper(9, '韩梅梅')}"
)


def renamed(text: str, old: str, new: str) -> str:
    document = parse(text)
    return rename_reader(document, old, new, names_in([document])).text


def test_only_the_name_changes_in_all_headers_of_the_reader() -> None:
    assert renamed(LOG, "李雷", "王雷") == (
        f"{paper(3, '王雷、韩梅梅')}>\n{paper(4, '王雷 韩梅梅')}>\n{paper(5, '王雷')}>\n"
        f"{CHECK_IN.replace('李 雷', '王雷')}>\n{paper(7, '李雷雷')}>\n{SUMMARY}>\n{paper(9, '韩梅梅')}"
    )


def test_nobody_of_that_name_is_no_change() -> None:
    assert renamed(LOG, "Mira", "Tom") == LOG


@pytest.mark.parametrize("name", ["a]-[b", "]", "2024-03-05", "[x]", "", "Li Lei"])
def test_a_name_that_would_not_be_read_again_is_refused(name: str) -> None:
    """Two names with a space between them: ``Li Lei 韩梅梅`` would be one."""
    with pytest.raises(NotRenamedError):
        renamed(LOG, "李雷", name)


@given(any_text() | log_like_text(), st.sampled_from(["李雷", "Mira"]), st.text(max_size=8) | st.just("王雷"))
def test_all_else_is_said_as_before(text: str, old: str, new: str) -> None:
    before = parse(text)
    with suppress(NotRenamedError):
        after = rename_reader(before, old, new, names_in([before]))
        assert [entry.title for entry in after.document.entries] == [entry.title for entry in before.entries]
        assert [entry.summary for entry in after.document.entries] == [entry.summary for entry in before.entries]
        assert (after.text == text) == (not after.edits or all(e.span.of(text) == e.new_text for e in after.edits))
