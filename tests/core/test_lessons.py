"""What was learned of a log, in words, with the reason of each thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from tests.core.logs import INSERTION_LINE, TEMPLATE, any_text, log_like_text, paper
from tui_reader.core.draft import Draft
from tui_reader.core.edit import insert_entry
from tui_reader.core.group import Group
from tui_reader.core.learning import Learned, Origin, learn, learn_with_origins
from tui_reader.core.lessons import Settings, lessons, sample
from tui_reader.core.parser import parse

TODAY = "2024-03-20"

LOG = ">\n".join(paper(day) for day in (5, 4, 3))


def learned(log: str, stated: str | None = None) -> Learned:
    return learn_with_origins(parse(log), stated)


def by_name(log: str, settings: Settings | None = None) -> dict[str, tuple[str, str, int | None]]:
    """Value, reason and line of each lesson, by what it is about."""
    document = parse(log)
    found = lessons(document, learned(log, settings.group.template if settings else None), TODAY, settings)
    return {str(lesson.what): (str(lesson.value), str(lesson.origin), lesson.line) for lesson in found}


# -- where things come from --------------------------------------------------------------------------------------------


def test_nothing_comes_from_an_empty_log() -> None:
    assert learned("").origins == {}
    assert learned("").origin("order") == Origin("usual")


def test_what_most_entries_do_is_counted_and_shown_in_one_of_them() -> None:
    other = paper(6).replace("> > ", "> ").replace("> >", ">")
    found = learned(other + ">\n" + LOG)
    first = other.count("\n") + 2
    assert found.template.header_prefix == "> > "
    assert found.origin("header_prefix") == Origin("entries", first, 3, 4)
    assert found.origin("order") == Origin("neighbours", 1, 3, 3)
    assert found.origin("separator") == Origin("entries", other.count("\n") + 1, 3, 3)


def test_the_template_and_the_insertion_line_are_named_by_their_lines() -> None:
    log = TEMPLATE + "\n" + INSERTION_LINE + LOG
    found = learned(log)
    lines = log.split("\n")
    for name in ("header_prefix", "fields", "order", "figure_width"):
        origin = found.origin(name)
        assert origin.source == "template"
        assert origin.line is not None
    assert lines[(found.origin("fields").line or 0) - 1].startswith("> > [日期]")
    assert "512" in lines[(found.origin("figure_width").line or 0) - 1]
    insertion = learned("> ==> newest first: insert here <==\n\n" + paper(3))
    assert insertion.origin("order") == Origin("insertion", 1)


STATED = "> [date]-[reader]-[title]-[source](link, oldest first)\n> > figure (300 wide)\n> > 简述：（不超过200字）\n"


def test_a_stated_template_goes_before_that_of_the_log_but_leaves_the_rest_to_the_entries() -> None:
    log = TEMPLATE + "\n" + LOG.replace("论文简述：", "")
    found = learned(log, STATED)
    template = found.template
    assert (template.header_prefix, template.body_prefix, template.figure_width) == ("> ", "> > ", 300)
    assert (template.order, template.summary_label, template.summary_limit) == ("oldest_first", "简述：", 200)
    assert template.date_padded
    assert found.origin("figure_width") == Origin("stated", 2)
    assert found.origin("summary_limit") == Origin("stated", 3)
    assert found.origin("date_padded").source == "entries"


def test_a_stated_template_that_is_none_leaves_it_to_the_log() -> None:
    assert learned(TEMPLATE + LOG, "nothing of the kind") == learned(TEMPLATE + LOG)


@given(any_text() | log_like_text(), any_text() | log_like_text())
def test_any_log_and_any_statement_teach_something(log: str, stated: str) -> None:
    found = learned(log, stated)
    assert found.template == learn(parse(log), stated)
    # A lone "\r" ends a line, too.
    line_count = max(len(re.split(r"\r\n|\r|\n", text)) for text in (log, stated))
    assert all(1 <= (origin.line or 1) <= line_count for origin in found.origins.values())


# -- in words ----------------------------------------------------------------------------------------------------------


def test_each_thing_has_its_reason() -> None:
    log = TEMPLATE + "\n" + INSERTION_LINE + LOG
    found = by_name(log)
    fields = log.split("\n").index(next(line for line in log.split("\n") if "[日期]" in line)) + 1
    assert found["fields"] == ("date, reader, title, source", f"the template, line {fields}", fields)
    assert found["quote marks of the header"][0] == '"> > "'
    assert found["date"][0] == "2024-03-05"
    assert found["date"][1].startswith("3 of 3 latest entries, as in line ")
    assert found["length of a summary"] == ("800 characters at most", "nothing says so; it is usual", None)
    assert found["order of time"][0] == "newest first"


def test_images_have_no_width() -> None:
    log = LOG.replace("论文简述", "![image](a.png)\n> >\n> > 论文简述")
    assert "width of a figure" not in by_name(log)
    assert by_name(log)["figure"][0] == "![image](a.png)"


def test_what_the_group_states_is_named_by_its_file_and_line() -> None:
    settings = Settings(".readtui.yaml", Group(template=STATED, summary_limit=400), {"template": 7, "summary_limit": 3})
    found = by_name(TEMPLATE + "\n" + LOG, settings)
    assert found["width of a figure"] == ("300 pixels", ".readtui.yaml, line 8", None)
    assert found["length of a summary"] == ("400 characters at most", ".readtui.yaml, line 3", None)


@pytest.mark.parametrize(
    "log",
    [
        "",
        LOG,
        TEMPLATE + "\n" + INSERTION_LINE + LOG,
        TEMPLATE + "\n" + INSERTION_LINE + ">\n" + LOG,
        "# Kelp\n\n" + LOG + "\n# Otters\n\n" + paper(1),
        "# Kelp\n" + LOG,
        ">\n".join(paper(day) for day in (3, 4, 5)) + "\n",
        (TEMPLATE + "\n" + INSERTION_LINE + LOG).replace("\n", "\r\n"),
    ],
    ids=[
        "empty",
        "bare",
        "insertion line",
        "with a separator",
        "two sections",
        "heading above",
        "oldest first",
        "CRLF",
    ],
)
def test_a_new_entry_is_written_where_the_lesson_says(log: str) -> None:
    document = parse(log)
    draft = Draft(date=TODAY, reader="Mira", title="How Kelp Holds On", source="Nature")
    change = insert_entry(document, draft, learn(document))
    assert by_name(log)["a new entry"][0] == f"line {change.line}"


@given(any_text() | log_like_text())
def test_any_log_is_explained(log: str) -> None:
    document = parse(log)
    found = lessons(document, learned(log), TODAY)
    assert all(str(lesson.value) and str(lesson.origin) for lesson in found)
    written = sample(document, learned(log).template, TODAY)
    assert not written or parse(written).entries[0].title == "Attention Is All You Need"


def test_the_sample_is_written_by_somebody_of_the_log() -> None:
    entry = parse(sample(parse(LOG), learn(parse(LOG)), TODAY)).entries[0]
    assert (entry.date, entry.reader) == (TODAY, parse(LOG).entries[0].reader)
