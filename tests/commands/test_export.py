"""What is exported is read back by the usual reader of each form."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.conftest import Readtui
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
    assert "1 entry is left out" in result.errors
    library = parse_string(result.output)
    assert library.failed_blocks == []
    fields = [{field.key: field.value for field in entry.fields} for entry in library.entries]
    assert [entry.key for entry in library.entries] == ["barnacles2023", "haixing2024", "kelphighways2023"]
    assert fields[0]["howpublished"] == "MarineBio"
    assert fields[0]["year"] == "2023"
    assert fields[1]["title"] == "海星再生的机制研究"
    assert "guessed: type" in fields[0]["note"]


def test_csl_is_read_and_set_by_citeproc(readtui: Readtui, log: Path, tmp_path: Path) -> None:
    items = json.loads(readtui("export", str(log), "--to", "csl").stdout)
    (tmp_path / "plain.csl").write_text(STYLE, encoding="utf-8")
    style = CitationStylesStyle(str(tmp_path / "plain.csl"), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    set_lines = [str(line) for line in bibliography.bibliography()]
    assert set_lines[0] == "Barnacles Remember: Memory in Sessile Crustaceans. MarineBio. 2023"
    assert set_lines[1].startswith("海星再生的机制研究")


def test_csv_json_and_markdown_are_those_of_list(readtui: Readtui, log: Path) -> None:
    for form in ("csv", "json", "markdown"):
        assert readtui("export", str(log), "--to", form).stdout == readtui("list", str(log), "--format", form).stdout
    rows = list(csv.DictReader(io.StringIO(readtui("export", str(log), "by:mira", "--to", "csv").output)))
    assert [row["title"] for row in rows] == ["Barnacles Remember: Memory in Sessile Crustaceans"]


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


def test_a_key_stays_when_other_papers_are_added() -> None:
    def keys(*titles: str) -> dict[str, str]:
        text = "\n".join(f"> > [2024-03-0{n}]-[Mira]-[{title}]-[CVPR 2024](x)\n" for n, title in enumerate(titles, 1))
        return {found.publication.title: found.key for found in references(parse(text).entries)}

    alone = keys("Holding Kelp: One Study")
    together = keys("Holding Kelp: One Study", "Holding Kelp: Another Study", "holding kelp – one study")
    assert together["Holding Kelp: One Study"] == alone["Holding Kelp: One Study"]
    assert len(together) == 2
    assert len(set(together.values())) == 2


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_any_title_and_summary_is_a_field_that_can_be_read_back(text: str) -> None:
    document = parse("> > [2024-03-01]-[Mira]-[Kelp]-[CVPR 2024](https://example.org/k)\n")
    (entry,) = document.entries
    (reference,) = references([entry])
    publication = reference.publication._replace(title=text, venue=text, url=f"https://example.org/{text}")
    library = parse_string("".join(bibtex([reference._replace(publication=publication)])))
    assert library.failed_blocks == []
    assert len(library.entries) == 1
