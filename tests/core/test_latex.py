from __future__ import annotations

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st

from tui_reader.core.bibtex import read_bibtex
from tui_reader.core.latex import latex, latex_title
from tui_reader.core.title_text import from_latex


@pytest.mark.parametrize(
    ("title", "spelled"),
    [
        ("LLaMA-2 for Kelp: A Study", "{LLaMA-2} for Kelp: A Study"),
        ("Kelp in 3D at 50% & more_less #1", r"Kelp in {3D} at 50\% \& more\_less \#1"),
        ("Learning from Gaussian mixtures in cold water", "Learning from {Gaussian} mixtures in cold water"),
        ("Neural kelp: Speech preserving control of faces", "Neural kelp: Speech preserving control of faces"),
        ("Sparse $L_0$ Kelp", "Sparse {$L_0$} Kelp"),
        ("Kelp for $5 and $6", r"Kelp for \$5 and \$6"),
        ("A {brace} and a \\ stroke", r"A \textbraceleft{}brace\textbraceright{} and a \textbackslash{} stroke"),
        ("海星再生的机制研究", "海星再生的机制研究"),
        ("Tides--and ''more''", "Tides-{}-and '{}'more'{}'"),
    ],
)  # fmt: skip
def test_titles_in_latex(title: str, spelled: str) -> None:
    assert latex_title(title) == spelled


TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60)


@given(TEXTS)
@example("a}, b = {c")
@example("@article{x, title = {y}}")
@example("-'-'`\"--$x$\\")
def test_what_is_spelled_is_read_back(text: str) -> None:
    text = " ".join(text.split())
    for spelled in (latex(text), latex_title(text)):
        source = f"@misc{{key,\n  title = {{{spelled}}},\n}}\n"
        library = parse_string(source)
        assert library.failed_blocks == []
        assert [entry.fields_dict["title"].value for entry in library.entries] == [spelled]
        assert [entry.fields["title"] for entry in read_bibtex(source)] == [spelled]
    if "$" not in text:
        assert from_latex(latex(text)) == text
