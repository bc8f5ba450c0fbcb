"""``readtui add --paste``: what is pasted becomes an entry, and what it was taken for is said."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui

BIBTEX = """\
@inproceedings{okafor, title = {{Eels} at {N}ight: {\\'E}tudes}, year = 2024,
  booktitle = {Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition},
  url = {https://example.org/eels}, abstract = {Long.}}
"""


def test_the_fields_come_from_the_paste_and_options_win(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / "eels.bib").write_text(BIBTEX)
    result = readtui("add", "log.md", "--paste", "eels.bib", "--reader", "Ana", "--source", "Oceans 2024")
    assert (result.code, result.errors) == (0, "readtui: Pasted: BibTeX → title, source, link\n")
    (entry,) = readtui("list", "log.md", "eels", "--format", "json").entries
    assert (entry["title"], entry["source"], entry["reader"]) == ("Eels at Night: Études", "Oceans 2024", "Ana")
    assert ([link["url"] for link in entry["links"]], entry["summary"]) == (["https://example.org/eels"], None)


def test_a_paste_comes_from_standard_input(readtui: Readtui, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = "> > [2024-03-05]-[韩梅]-[鳗鱼夜行]-[Arxiv](https://example.org/e)\r\n> >\r\n> > 论文简述：好。\r\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(entry.encode())))
    assert "+> > [2024-03-05]-[韩梅]-[鳗鱼夜行]" in readtui("add", "log.md", "--paste", "-", "--dry-run").output
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(entry.encode())))
    assert readtui("add", "log.md", "--paste", "-").code == 0
    (written,) = readtui("list", "log.md", "鳗鱼", "--format", "json").entries
    assert (written["date"], written["reader"], written["summary"]) == ("2024-03-05", "韩梅", "好。")


def test_a_group_has_names_for_venues(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / ".readtui.yaml").write_text("venues:\n  CVPR: Vision\n")
    (folder / "eels.bib").write_text(BIBTEX)
    assert readtui("add", "log.md", "--paste", "eels.bib").code == 0
    (entry,) = readtui("list", "log.md", "eels", "--format", "json").entries
    assert entry["source"] == "Vision 2024"


def test_a_guess_is_named(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / "line").write_text("Okafor, M. et al. Eels at night. CVPR 2024.")
    said = "readtui: Pasted: a line of references → title, source (a guess: title, source)\n"
    assert readtui("add", "log.md", "--paste", "line", "--reader", "Mira Okafor", "--dry-run").errors == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "eels: no paper is recognised here; give --title TEXT"),
        (
            BIBTEX + BIBTEX.replace("{N}ight", "Dawn"),
            "2 papers stand here (1. Eels at Night: Études; 2. Eels at Dawn: ",
        ),
        ("arXiv:2403.01234", "title is missing"),
        ("> > [2024-03-05]-[Tom]-[本周未精读]", "says that nothing was read; leave out --link"),
    ],
)
def test_what_is_no_one_paper_is_refused(readtui: Readtui, log: Path, folder: Path, text: str, said: str) -> None:
    (folder / "eels").write_text(text)
    before = log.read_bytes()
    result = readtui("add", "log.md", "--paste", "eels", "--link", "https://example.org")
    assert result.code == 2
    assert said in result.errors.split("\n")[-2]
    assert log.read_bytes() == before
    assert readtui("add", "log.md", "--paste", "nothing").code == 3


def test_a_paper_that_was_logged_before_is_named(readtui: Readtui, log: Path) -> None:
    result = readtui("add", "log.md", "--title", "Barnacles remember - memory in sessile crustacean", "--dry-run")
    assert result.code == 0
    assert "log.md:17: logged before: 2024-03-20 · Mira Okafor · Barnacles Remember" in result.errors
    assert readtui("add", "log.md", "--title", "Barnacles Forget", "--reader", "Mira Okafor", "--dry-run").errors == ""
