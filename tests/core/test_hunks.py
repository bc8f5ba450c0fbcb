from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.document import Span
from tui_reader.core.hunks import Hunk, hunks
from tui_reader.core.text_edit import TextEdit, apply


def edit(text: str, old: str, new: str) -> TextEdit:
    start = text.index(old)
    return TextEdit(Span(start, start + len(old)), new)


def shown(found: list[Hunk]) -> list[str]:
    return [line.sign + line.text for hunk in found for line in hunk.lines]


NUMBERS = "".join(f"line {number}\n" for number in range(1, 31))


def test_a_change_is_shown_with_three_lines_around_it_and_its_line() -> None:
    (hunk,) = hunks(NUMBERS, [edit(NUMBERS, "line 12", "line twelve")])
    assert hunk.line == 12
    assert shown([hunk]) == [
        " line 9", " line 10", " line 11", "-line 12", "+line twelve", " line 13", " line 14", " line 15",
    ]  # fmt: skip


def test_what_is_different_in_a_line_is_marked() -> None:
    (hunk,) = hunks("【海星】再生\n", [TextEdit(Span(0, 1), "["), TextEdit(Span(3, 4), "]")])
    old, new = hunk.lines
    assert [mark.of(old.text) for mark in old.marks] == ["【", "】"]
    assert [mark.of(new.text) for mark in new.marks] == ["[", "]"]


def test_changes_near_to_each_other_are_shown_in_one() -> None:
    near = [edit(NUMBERS, "line 12", "a"), edit(NUMBERS, "line 19", "b")]
    far = [edit(NUMBERS, "line 12", "a"), edit(NUMBERS, "line 20", "b")]
    assert [hunk.line for hunk in hunks(NUMBERS, near)] == [12]
    assert [hunk.line for hunk in hunks(NUMBERS, far)] == [12, 20]


def test_lines_that_an_edit_writes_as_they_were_are_not_shown_as_changed() -> None:
    text = "one\ntwo\nthree\n"
    assert shown(hunks(text, [edit(text, "one\ntwo\n", "one\nzwei\n")])) == [" one", "-two", "+zwei", " three"]


def test_a_line_is_counted_whatever_ends_it() -> None:
    text = "a\rb\r\nc\nd\ne\nf\n"
    assert [hunk.line for hunk in hunks(text, [edit(text, "f", "g")])] == [6]


@given(st.text(alphabet="ab\n", max_size=40), st.data())
def test_old_and_new_lines_are_those_of_the_two_texts(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edits = [TextEdit(Span(start, end), data.draw(st.text(alphabet="abc", max_size=3)))]
    lines = [line for hunk in hunks(text, edits) for line in hunk.lines]
    old = [line.text for line in lines if line.sign != "+"]
    new = [line.text for line in lines if line.sign != "-"]

    assert "\n".join(old) in text
    assert "\n".join(new) in apply(text, edits)
