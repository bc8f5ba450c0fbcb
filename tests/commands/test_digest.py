"""``readtui digest``: a week for the group meeting, in three forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture(autouse=True)
def group(folder: Path, log: Path) -> None:
    """Three members, and the one figure of the log."""
    (folder / ".readtui.yaml").write_text("members: [李听潮, Mira Okafor, {name: Ana, joined: 2024-01}]\n", "utf-8")
    (folder / "figures").mkdir()
    (folder / "figures" / "barnacle.png").write_bytes(PNG)


def test_a_week_stands_there_reader_by_reader(readtui: Readtui) -> None:
    result = readtui("digest", "log.md", "--week", "2024-W12")
    assert (result.code, result.errors) == (0, "")
    assert result.output == (
        "# Reading of week 12, 2024\n\n"
        "2024-03-18 – 2024-03-24 · 1 paper · 1 reader\n\n"
        "## Mira Okafor\n\n"
        "### [Barnacles Remember: Memory in Sessile Crustaceans](https://example.org/b)\n\n"
        "MarineBio 2023 · 2024-03-20\n\n"
        "![](figures/barnacle.png)\n\n"
        "Barnacles keep a trace of the last tide.\n\n"
        "## Silent\n\n李听潮, Ana\n"
    )


def test_who_said_why_not_is_not_silent(readtui: Readtui) -> None:
    output = readtui("digest", "log.md", "--week", "2024-03-11").output
    assert "## Said why not\n\n- 李听潮: 本周出海，未精读\n" in output
    assert "## Silent\n\nMira Okafor, Ana\n" in output


def test_an_empty_week_is_said_and_the_last_one_offered(readtui: Readtui) -> None:
    result = readtui("digest", "log.md")
    this_week = "{}-W{:02}".format(*date.today().isocalendar())
    assert (result.code, result.output) == (1, "")
    assert result.errors == (
        f"readtui: nothing was logged in {this_week}; the last week with entries: --week 2024-W12\n"
    )
    assert "week 12, 2024" in readtui("digest", "log.md", "--week", "latest").output


def test_a_query_says_nothing_of_who_is_silent(readtui: Readtui) -> None:
    output = readtui("digest", "log.md", "by:听潮", "since:2024").output
    assert output.startswith("# What was read: by:听潮 since:2024\n\n1 paper · 1 reader\n\n## 李听潮\n")
    assert "- 李听潮: 本周出海，未精读 (2024-03-11)" in output
    assert "Silent" not in output
    assert readtui("digest", "log.md", "nothing of the kind").code == 1


def test_a_page_holds_its_figures_and_no_script(readtui: Readtui, folder: Path, log: Path) -> None:
    text = log.read_text("utf-8").replace("the last tide", "the <script>alert(1)</script> tide")
    log.write_text(text.replace("Barnacles Remember:", "Barnacles <img src=x>:"), "utf-8")
    (folder / "out").mkdir()
    result = readtui("digest", "log.md", "--week", "2024-W12", "-o", "out/week.html")
    assert (result.code, result.output) == (0, "")
    page = (folder / "out" / "week.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert '<img src="data:image/png;base64,iVBORw0KGgo' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Barnacles &lt;img src=x&gt;:" in page
    assert "<script" not in page
    assert '<dd><a href="#r1">Mira Okafor</a></dd>' in page
    assert "<dd>李听潮, Ana</dd>" in page


def test_figures_elsewhere_are_links_unless_they_are_asked_for(readtui: Readtui, log: Path) -> None:
    elsewhere = "https://example.org/fig/barnacle.png"
    log.write_text(log.read_text("utf-8").replace("figures/barnacle.png", elsewhere), "utf-8")
    arguments = ("digest", "log.md", "--week", "2024-W12", "--to", "html")
    page = readtui(*arguments).output
    assert f'<a href="{elsewhere}" rel="noopener noreferrer">Figure on example.org</a>' in page
    assert "<img" not in page
    assert f'<img src="{elsewhere}"' in readtui(*arguments, "--remote-figures").output
    assert readtui("digest", "log.md", "--remote-figures").code == 2


def test_a_missing_figure_is_said_in_the_page(readtui: Readtui, folder: Path) -> None:
    (folder / "figures" / "barnacle.png").unlink()
    page = readtui("digest", "log.md", "--week", "2024-W12", "--to", "html").output
    assert "Figure barnacle.png is missing: there is no such file" in page


def test_slides_have_a_paper_each_and_paths_that_lead_to_figures(readtui: Readtui, folder: Path, log: Path) -> None:
    long = "\n> >\n> > ".join(["海藻随着光生长。" * 30] * 4)
    log.write_text(log.read_text("utf-8").replace("Barnacles keep a trace of the last tide.", long), "utf-8")
    (folder / "out").mkdir()
    assert readtui("digest", "log.md", "date:2024-03", "--to", "slides", "--output", "out/a.md").code == 0
    head, front, *slides = (folder / "out" / "a.md").read_text("utf-8").split("---\n")
    assert head == ""
    assert 'marp: true\npaginate: true\ntitle: "What was read: date:2024-03"\n' in front
    assert len(slides) == 1 + 1 + 2 + 1
    assert "](../figures/barnacle.png)" in slides[2] + slides[1]
    assert "(1/2)\n" in "".join(slides)
    assert "(2/2)\n" in "".join(slides)


def test_the_log_is_not_written_over(readtui: Readtui, log: Path) -> None:
    before = log.read_bytes()
    result = readtui("digest", "log.md", "--week", "latest", "--output", "./log.md")
    assert result.code == 3
    assert "this is the log itself" in result.errors
    assert log.read_bytes() == before
    assert "choose another place" in readtui("digest", "log.md", "--week", "latest", "-o", "gone/a.md").errors
