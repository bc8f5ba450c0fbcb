"""What holds of any mending: nothing that a person wrote is lost, and nothing changes where nothing was found."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.held_to import standard_of
from tests.core.logs import LOGS, PREFIXES, any_text, log_like_text, paper
from tui_reader.core.check import by_entry, check, check_entry
from tui_reader.core.document import Document, Entry
from tui_reader.core.mend import FIELDS, Mended, mend, mend_one
from tui_reader.core.parser import parse
from tui_reader.core.text_edit import apply

DATES = ("2024-03-05 (补)", "2024.3.5-3.6", "2024-03-05", "2024-3-5", "2024.3.5", "2024.03.05", "2024/3/5", "20240305")
READERS = ("[{}]", "{}", "{}]", "[{}", "【{}】", "[{}】", "[{}[")
TITLES = (
    "[{}]", "{}", "[{})", "【{}】", "[“{}”]", "[{}](https://kelp.org/t)", "[[{}](https://kelp.org/t)]", '["{}"]',
    "[{}",
)  # fmt: skip
SOURCES = (
    "", "-[Arxiv](https://kelp.org/1)", "[Arxiv](https://kelp.org/1)", "-[CVPR 2024]()", "-CVPR 2024", "(CVPR 2024)",
    "-[https://kelp.org/1]", "-[Arxiv] (https:/kelp.org/1)", " https://kelp.org/1", "-[Arxiv](https://kelp.org/a b)",
    "-[Arxiv](https://kelp.org/1)-[code](https://c.org/1),[博客](https://b.org/1)",
    "](EMNLP2023)-[paper](www.kelp.org/1)", "-[Arxiv](https://kelp.org/1) oral", "-[Arxiv](https://kelp.org/1)：长得快",
    "-[Arxiv]-[long paper]", "-[Arxiv](https://kelp.org/1)，论文简述：长得快", "-[Arxiv](https://kelp.org/1 \"kelp\")",
)  # fmt: skip
NAMES = (
    "Deep Kelp: A Study of Tides",
    "Kelp - Otters – Seals [v2]",
    "A $^3$ lign `x[0]` Kelp",
    "海带森林的生长研究方法",
)
JOINTS = ("-", " - ", "", " ", "－", "-\n> > ")
BODIES = (
    ("论文简述：它长得快。",),
    ("", '<img width="512" src="https://github.com/k/l/blob/main/kelp.png">', "", "论文简述: 它长得快，", "也长得高。"),
    ("论文框架图（看图能想起论文）", "论文简述：", "论文简述：它长得快。"),
    ("![image](Images/kelp.png)", "- 快", "  - 很快", "", "      x = 1"),
    ("论文简述（一两句话）：**快**，$x_1$。", "", "1. 也高", "> 引文"),
    ("它长得快。", "", "And high."),
    (),
)


@st.composite
def headers(draw: st.DrawFn) -> str:
    """A header as people write it."""
    date = f"[{draw(st.sampled_from(DATES))}]"
    reader = draw(st.sampled_from(READERS)).format(draw(st.sampled_from(("李雷", "韩梅梅", "Mira"))))
    if draw(st.integers(0, 3)) == 0:
        note = draw(st.sampled_from(("[未精读]", "本周未精读", "（请假）", "nothing read", "参会，未精读")))
        return draw(st.sampled_from(JOINTS)).join((date, reader, note))
    title = draw(st.sampled_from(TITLES)).format(draw(st.sampled_from(NAMES)))
    return draw(st.sampled_from(JOINTS)).join((date, reader, title)) + draw(st.sampled_from(SOURCES))


@st.composite
def entries(draw: st.DrawFn) -> str:
    """An entry as people write it: quote marks that change, lines without any, empty lines inside."""
    prefixes = st.sampled_from(("> > ", "> > ", "> > ", *PREFIXES))
    body = draw(st.sampled_from(BODIES))
    lines = [draw(prefixes) + draw(headers())]
    lines += [(draw(prefixes) + line).rstrip() if line or draw(st.booleans()) else "" for line in body]
    return "\n".join(lines) + "\n"


@st.composite
def logs(draw: st.DrawFn) -> str:
    """A log as ten people write it."""
    texts = draw(st.lists(entries(), min_size=1, max_size=5))
    regular = [paper(day) for day in range(9, draw(st.integers(5, 9)), -1)]
    text = draw(st.sampled_from((">\n", "\n", "", "> >\n", "\n---\n\n"))).join([*regular, *texts])
    newline = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    head = draw(st.sampled_from(("", "# Kelp\n\n", "> ==> 时间倒序，本次更新插入位置 <==\n>\n")))
    return (head + text).replace("\n", newline)


HALF_AS_MANY = settings(max_examples=settings().max_examples // 2)
"""A log takes long to mend, and each of five properties is shown others."""


def said(entry: Entry) -> dict[str, object]:
    return {field: getattr(entry, field) for field in FIELDS}


def mended_of(document: Document) -> Mended:
    return mend(document, standard_of(document))


@HALF_AS_MANY
@given(logs())
def test_every_field_reads_the_same_but_those_that_a_finding_names(log: str) -> None:
    document = parse(log)
    mended = mended_of(document)
    assert len(mended.document.entries) == len(document.entries)
    named: dict[int, set[str]] = {}
    for finding in mended.mended:
        if finding.entry is not None and finding.fix is not None:
            named.setdefault(finding.entry, set()).update(finding.fix.fields)
    for index, (before, after) in enumerate(zip(document.entries, mended.document.entries, strict=True)):
        for field, value in said(before).items():
            assert field in named.get(index, ()) or getattr(after, field) == value


@HALF_AS_MANY
@given(logs())
def test_no_letter_of_a_header_is_lost(log: str) -> None:
    document = parse(log)
    parts = ("header", "bracket", "fields", "date", "source", "link")
    mended = mend(document, standard_of(document), lambda found: found.rule.startswith(parts))
    assert not Counter(filter(str.isalpha, log)) - Counter(filter(str.isalpha, mended.text))


@HALF_AS_MANY
@given(logs())
def test_the_edits_make_a_text_that_stays_as_it_is(log: str) -> None:
    once = mended_of(parse(log))
    assert apply(log, once.edits) == once.text
    assert mended_of(parse(once.text)).text == once.text


def lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@HALF_AS_MANY
@given(logs())
def test_an_edit_touches_only_lines_on_which_something_was_found(log: str) -> None:
    document = parse(log)
    lines = lines_of(log)
    found = [finding for finding in check(document, standard_of(document)) if finding.fix is not None]
    on_lines = {line for finding in found for line in range(finding.line, finding.end_line + 1)}
    for finding in found:
        for edit in finding.fix.edits if finding.fix is not None else ():
            first = len(lines_of(log[: edit.span.start]))
            last = first + edit.span.of(log).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").count("\n")
            # Of two blank lines that would meet, one goes.
            touched = {line for line in range(first, last + 1) if lines[line - 1].strip(" \t>")}
            assert touched <= on_lines


@HALF_AS_MANY
@given(logs())
def test_headers_whose_fields_can_be_read_are_spelled_one_way(log: str) -> None:
    mended = mended_of(parse(log))
    of_form = {"bracket-missing", "bracket-wrong", "bracket-unbalanced", "header-wrapped", "header-spelling"}
    left = [finding for finding in mended.rest if finding.rule in of_form and finding.fix is not None]
    assert left == []


@given(log_like_text() | any_text())
def test_any_text_is_checked_and_mended_without_an_error(text: str) -> None:
    document = parse(text)
    for finding in check(document, standard_of(document)):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.line >= 1
        assert finding.column >= 1
        assert str(finding.message)
    mended = mended_of(document)
    assert len(mended.document.entries) == len(document.entries)


@pytest.mark.parametrize("name", LOGS)
def test_one_entry_is_found_to_be_as_in_the_whole_log(name: str) -> None:
    document = parse(LOGS[name])
    standard = standard_of(document)
    of_log = {"date-order", "conflict-marker", "template-damaged", "insertion-line", "other-encoding"}
    whole = by_entry(document, (found for found in check(document, standard) if found.rule not in of_log))
    assert tuple(check_entry(document, entry, standard) for entry in document.entries) == whole


def test_one_finding_can_be_mended_alone() -> None:
    log = "> > [2024-03-05]-李雷-[Kelp]-[Arxiv](https:/kelp.org/1)\n> > 论文简述：论文简述：快。\n"
    document = parse(log)
    found = {finding.rule: finding for finding in check(document, standard_of(document))}
    mended = mend_one(document, found["label-doubled"])
    assert mended is not None
    assert mended.text == log.replace("论文简述：论文简述：", "论文简述：")
    assert mend_one(document, found["link-broken"]) is not None


def test_what_cannot_be_mended_is_left() -> None:
    document = parse("> > [2024-02-31]-[李雷]-[Kelp]-[Arxiv](https://kelp.org/1)\n> > 论文简述：快。\n")
    found = check(document, standard_of(document))[0]
    assert mend_one(document, found) is None
    mended = mended_of(document)
    assert (mended.edits, mended.text, mended.mended, mended.rest) == ((), document.text, (), (found,))
