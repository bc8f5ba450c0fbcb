"""What is exported is read back by the usual reader of each form."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.conftest import Readtui
from tui_reader.adapters.chinese import Chinese
from tui_reader.core.citation_keys import stem, unique_keys
from tui_reader.core.parser import parse
from tui_reader.core.reference_list import bibtex, references

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Plain</title><id>plain</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter=". ">
    <text variable="title"/><text variable="container-title"/><date variable="issued"><date-part name="year"/></date>
  </group></layout></bibliography>
</style>
"""


def test_a_bibliography_is_read_back_by_bibtexparser(readtui: Readtui, log: Path) -> None:
    result = readtui("export", str(log), "--to", "bibtex")
    assert result.code == 0
    assert result.errors == "1 entry is left out: it says that nothing was read\n"
    library = parse_string(result.output)
    assert library.failed_blocks == []
    fields = [{field.key: field.value for field in entry.fields} for entry in library.entries]
    assert [entry.key for entry in library.entries] == [
        "barnacles-remember-memory-2023",
        "haixingzaisheng-2024",
        "kelp-highways-otters-2023",
    ]
    assert fields[0]["howpublished"] == "MarineBio"
    assert fields[0]["year"] == "2023"
    assert fields[1]["title"] == "海星再生的机制研究"
    assert fields[0]["note"] == "guessed: type"
    assert fields[0]["annote"] == "Mira Okafor, 2024-03-20: Barnacles keep a trace of the last tide."
    assert "author" not in fields[0]


def test_csl_is_read_and_set_by_citeproc(readtui: Readtui, log: Path, tmp_path: Path) -> None:
    items = json.loads(readtui("export", str(log), "--to", "csl").stdout)
    (tmp_path / "plain.csl").write_text(STYLE, encoding="utf-8")
    style = CitationStylesStyle(str(tmp_path / "plain.csl"), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    set_lines = [str(line) for line in bibliography.bibliography()]
    assert set_lines[0] == "Barnacles Remember: Memory in Sessile Crustaceans. 2023"
    assert set_lines[1].startswith("海星再生的机制研究")


def test_json_and_markdown_are_those_of_list(readtui: Readtui, log: Path) -> None:
    for form in ("json", "markdown"):
        assert readtui("export", str(log), "--to", form).stdout == readtui("list", str(log), "--format", form).stdout


def test_a_spreadsheet_gets_every_cell_and_no_formula(readtui: Readtui, log: Path) -> None:
    header = '\n> > [2024-03-01]-[Tom]-[=HYPERLINK(1), a "study"]-[x](https://example.org/x)\n'
    log.write_bytes(log.read_bytes() + f"{header}> >\n> > Summary: - kelp\n> > - tide\n".encode())
    output = readtui("export", str(log), "--to", "csv").stdout.decode()
    rows = list(csv.DictReader(io.StringIO(output, newline="")))
    listed = readtui("list", str(log), "--format", "json").entries
    assert [row["title"].removeprefix("'") for row in rows] == [entry["title"] or "" for entry in listed]
    assert (rows[-1]["title"], rows[-1]["summary"]) == ('\'=HYPERLINK(1), a "study"', "'- kelp\n- tide")
    assert output.split("\r\n")[0].startswith("path,line,end_line,section,kind,date,reader,title")


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.titles: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "object")
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if "h3" in self.open:
            self.titles.append(data)


def test_the_page_holds_every_entry_and_runs_nothing(readtui: Readtui, log: Path, folder: Path) -> None:
    header = "\n> > [2024-03-01]-[Tom]-[<script>alert(1)</script>]-[x](javascript:alert(2))\n"
    wicked = f"{header}> >\n> > Summary: <img src=x onerror=y>\n"
    log.write_bytes(log.read_bytes() + wicked.encode())
    assert readtui("export", str(log), "--to", "html", "--output", "page.html").code == 0
    text = (folder / "page.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert "海星再生的机制研究" in page.titles
    assert "https://example.org/b" in page.links
    assert all(not link.startswith("javascript") for link in page.links)
    assert "<script" not in text
    result = readtui("export", str(log), "--to", "html", "--output", str(log))
    assert result.code == 3
    assert wicked.encode() in log.read_bytes()


def test_nothing_found_and_wrong_use_have_their_codes(readtui: Readtui, log: Path) -> None:
    assert readtui("export", str(log), "by:nobody", "--to", "bibtex").code == 1
    assert readtui("export", str(log), "is:no-reading", "--to", "csl").code == 1
    assert readtui("export", str(log)).code == 2
    assert readtui("export", str(log), "--to", "ris").code == 2


def test_a_file_is_written_whole_and_no_log_is_written_over(readtui: Readtui, log: Path, folder: Path) -> None:
    page = folder / "papers.bib"
    page.write_text("old")
    page.chmod(0o640)
    assert readtui("export", str(log), "--to", "bibtex", "--output", "papers.bib").code == 0
    assert page.read_text("utf-8").startswith("@misc{barnacles")
    assert page.stat().st_mode & 0o777 == 0o640
    other = folder / "other.md"
    other.write_bytes(log.read_bytes())
    result = readtui("export", str(log), "--to", "markdown", "-o", "other.md")
    assert (result.code, other.read_bytes()) == (3, log.read_bytes())
    assert "this is a log" in result.errors
    assert readtui("export", str(log), "--to", "csl", "-o", "nowhere/papers.json").code == 3
    assert sorted(path.name for path in folder.iterdir()) == ["log.md", "other.md", "papers.bib"]


def test_the_page_holds_the_figures_of_the_repository(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / "figures").mkdir()
    (folder / "figures" / "barnacle.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 20)
    output = readtui("export", str(log), "--to", "html").output
    assert '<img src="data:image/png;base64,' in output
    assert "<h2>Daily Reading</h2>" in output
    assert '<h3 lang="zh-CN">本周出海，未精读</h3>' in output


def keys_of(entries: Iterable[str]) -> dict[str, str]:
    found = parse("\n".join(entries)).entries
    made = references(found, range(len(found)), Chinese().readings)
    return {reference.publication.title: reference.key for reference in made}


def test_a_key_stays_when_other_papers_are_added() -> None:
    first = "> > [2024-03-05]-[Mira]-[Holding Kelp: One Study]-[CVPR 2024](x)\n"
    alike = "> > [2024-03-09]-[Tom]-[Holding Kelp, One]-[CVPR 2024](x)\n"
    again = "> > [2024-03-08]-[Tom]-[holding kelp – one study]-[ICCV 2025](x)\n"
    keys = keys_of([alike, again, first])
    assert keys_of([first]) == {"Holding Kelp: One Study": "holding-kelp-one-2024"}
    assert keys == {"Holding Kelp, One": "holding-kelp-one-2024-2", "Holding Kelp: One Study": "holding-kelp-one-2024"}


@given(st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12), max_size=8))
def test_keys_are_unique_and_plain(titles: list[str]) -> None:
    keys = unique_keys(stem(title, Chinese().readings) for title in titles)
    assert len(set(keys)) == len(titles)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_any_title_and_summary_is_a_field_that_can_be_read_back(text: str) -> None:
    (entry,) = parse("> > [2024-03-01]-[Mira]-[Kelp]-[CVPR 2024](https://example.org/k)\n").entries
    (reference,) = references([entry], [0], Chinese().readings)
    publication = reference.publication._replace(title=text, doi=text, address=f"https://example.org/{text}")
    library = parse_string("".join(bibtex([reference._replace(publication=publication)])))
    assert library.failed_blocks == []
    assert len(library.entries) == 1
