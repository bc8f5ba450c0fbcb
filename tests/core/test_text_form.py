from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.text_form import Form, form_of, merged_form

TEXTS = st.text(st.sampled_from("ab\n\r\ufeff"), max_size=12)


@given(TEXTS)
def test_undressed_and_dressed_again_a_text_is_as_it_was(text: str) -> None:
    form = form_of(text)
    assert form.dressed(form.plain(text, form)) == text


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", Form(False, "", True)),
        ("a", Form(False, "", False)),
        ("\ufeffa\r\nb\r\n", Form(True, "\r\n", True)),
        ("a\rb", Form(False, "\r", False)),
        ("a\r\nb\n", Form(False, None, True)),
    ],
)
def test_the_form_of_a_text_is_known(text: str, form: Form) -> None:
    assert form_of(text) == form


def test_of_each_thing_the_side_that_changed_it_counts() -> None:
    base, ours, theirs = form_of("a\nb\n"), form_of("\ufeffa\nb\n"), form_of("a\r\nb")
    assert merged_form(base, ours, theirs) == merged_form(base, theirs, ours) == Form(True, "\r\n", False)
