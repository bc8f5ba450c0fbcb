"""What the query language means, on a small log of its own."""

from __future__ import annotations

from datetime import date

import pytest

from tui_reader.core.check import by_entry, check
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.document import Document
from tui_reader.core.folding import find_words, fold
from tui_reader.core.parser import parse
from tui_reader.core.query import parse_query, period, with_term, without_term
from tui_reader.core.rule import Standard
from tui_reader.core.search import Search, search

TODAY = date(2024, 3, 20)  # a Wednesday, in ISO week 12

LOG = """\
# Tide pool club

## Daily Reading

> > [2024-03-20]-[Mira Okafor]-[Barnacles Remember: Memory in Sessile Crustaceans]-[MarineBio 2023](https://example.org/barnacles)
> >
> > <img width="512" alt="image" src="figures/barnacle.png">
> >
> > Summary: Barnacles keep a trace of the last tide, says a careful
> > self recording study.
>
> > [2024-03-17]-[李听潮]-[海星再生的机制研究]-[Arxiv](https://example.org/starfish)
> >
> > 论文简述：提出一个简单的再生
> > 模型，结论可靠。
>
> > [2024-03-11]-[李听潮]-[本周出海，未精读]
>
> > [2024-02-29]-[Mira Okafor]-[Ｗｉｄｅ Nets and Naïve Fish]-[ICES 2024]()

## Daily Reading (archive)

> > [2023-12-31]-[Tom Ferreira]-[Kelp "Highways" for Otters]
> >
> > Summary: Otters follow kelp. Self study not needed.

## Deep sea

> Vents: Life Without Sun (Nature 1979)
> > Summary: Tube worms.
"""


def findings(document: Document) -> tuple[tuple[Diagnostic, ...], ...]:
    return by_entry(document, check(document, Standard.of(document, TODAY)))


@pytest.fixture(scope="module")
def document() -> Document:
    document = parse(LOG)
    assert [entry.date for entry in document.entries] == [
        "2024-03-20",
        "2024-03-17",
        "2024-03-11",
        "2024-02-29",
        "2023-12-31",
        None,
    ]
    return document


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("barnacles", [0]),
        ("BARNACLES memory", [0]),
        ("barnacles otters", []),
        ("mira", [0, 3]),
        ("marinebio", [0]),
        ("出海", [2]),
        ("self", [0, 4]),
        ("-self", [1, 2, 3, 5]),
        ("self -otters", [0]),
        ('"self study"', [4]),
        ('-"self study" self', [0]),
        ('"careful self recording"', [0]),
        ("“self study”", [4]),
        # A wrapped line joins two Chinese characters without a space.
        ("再生模型", [1]),
        ('"再生 模型"', [1]),
        # Full width and half width, accents as one character or two.
        ("wide", [3]),
        ("ｗｉｄｅ", [3]),
        ("nai\u0308ve", [3]),
        # Words are found within a field, not across two.
        ('"crustaceans barnacles"', []),
        ("by:mira", [0, 3]),
        ("by:okafor", [0, 3]),
        ('by:"mira okafor"', [0, 3]),
        ("by:李", [1, 2]),
        ("by：李", [1, 2]),
        ("BY:李", [1, 2]),
        ("-by:李", [0, 3, 4, 5]),
        ("by:mira by:tom", [0, 3, 4]),
        ("by:mira -by:okafor", []),
        ('by:""', [5]),
        ('-by:""', [0, 1, 2, 3, 4]),
        ("section:deep", [5]),
        ("section:daily", [0, 1, 2, 3, 4]),
        # A whole name means that section alone.
        ('section:"daily reading"', [0, 1, 2, 3]),
        ("section:archive section:deep", [4, 5]),
        ("source:2024", [3]),
        ("source:arxiv source:ices", [1, 3]),
        ("since:2024-03", [0, 1, 2]),
        ("since:2024-03-17", [0, 1]),
        ("until:2024-02", [3, 4]),
        ("until:2024-03-11", [2, 3, 4]),
        ("until:2023", [4]),
        ("since:2024-02-29 until:2024-03-11", [2, 3]),
        ("-since:2024", [4, 5]),
        ("date:2024", [0, 1, 2, 3]),
        ("date:2024-2", [3]),
        ("date:2024-03-17", [1]),
        ("date:2024-W11", [1, 2]),
        ("date:2024w11", [1, 2]),
        ("date:2024-W11 date:2023", [1, 2, 4]),
        ("date:today", [0]),
        ("date:week", [0]),
        ("date:month", [0, 1, 2]),
        ("date:year", [0, 1, 2, 3]),
        ("until:today", [0, 1, 2, 3, 4]),
        ("since:week", [0]),
        ("-date:2024", [4, 5]),
        ("is:paper", [0, 1, 3, 4, 5]),
        ("is:no-reading", [2]),
        ("-is:no-reading", [0, 1, 3, 4, 5]),
        ("is:undated", [5]),
        ("has:figure", [0]),
        ("has:link", [0, 1]),
        ("-has:link is:paper", [3, 4, 5]),
        ("has:summary", [0, 1, 4, 5]),
        ("has:problem", [3]),
        ("rule:link-empty", [3]),
        ("rule:Link-Empty", [3]),
        ("-rule:link-empty rule:summary-missing", []),
        ("rule:link", [3]),
        ("rule:lin", []),
        ("rule:no-such-rule", []),
        ("by:李 since:2024-03-12 有 结论", []),
        ("by:李 since:2024-03-12 结论", [1]),
    ],
)
def test_search_finds_what_the_query_means(document: Document, text: str, hits: list[int]) -> None:
    query = parse_query(text, TODAY)
    assert query.mistakes == ()
    assert search(document, query, findings(document), TODAY) == hits


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("foo:bar", 'no field "foo:"'),
        ("by:", '"by:" wants a value'),
        ("since:", '"since:" wants a value'),
        ('date:""', '"date:" wants a value'),
        ("since:2024-13", '"2024-13" is not a date'),
        ("date:2023-02-29", '"2023-02-29" is not a date'),
        ("date:2023-W53", '"2023-W53" is not a date'),
        ("until:soon", '"soon" is not a date'),
        ("is:pap", '"is:pap" means nothing; write one of is:paper, is:no-reading, is:undated'),
        ("has:everything", '"has:everything" means nothing'),
    ],
)
def test_a_mistake_is_said_and_does_not_narrow(document: Document, text: str, said: str) -> None:
    query = parse_query(f"{text}  by:mira", TODAY)
    assert [said in str(mistake) for mistake in query.mistakes] == [True]
    assert set(search(document, query)) <= {0, 3}
    if "foo" not in text:
        assert search(document, query) == [0, 3]


@pytest.mark.parametrize(
    "text",
    [
        "Barnacles Remember: Memory",
        "https://example.org/x",
        "-",
        "Kelp - otters",
        '"',
        '"not closed',
        "注：说明",
        '-"',
        "12:30",
    ],
)
def test_what_people_paste_is_no_mistake(text: str) -> None:
    assert parse_query(text, TODAY).mistakes == ()


def test_a_value_that_is_not_typed_yet_is_asked_for() -> None:
    assert [str(mistake) for mistake in parse_query('by:"', TODAY).mistakes] == ['"by:" wants a value behind the colon']


def test_a_quote_that_is_not_closed_yet_already_counts(document: Document) -> None:
    assert search(document, parse_query('by:"mira oka', TODAY)) == [0, 3]
    assert search(document, parse_query('"self st', TODAY)) == [4]


@pytest.mark.parametrize(
    "text", ['by:"', "\\", '"\\', "-:", ":", "::", "-by:-", "by::x", "\x00", "\udc80", "“", "”x", "  　 ", '""""']
)
def test_no_text_makes_reading_a_query_fail(document: Document, text: str) -> None:
    search(document, parse_query(text, TODAY), findings(document))


def test_words_to_mark_are_those_that_must_be_there() -> None:
    assert parse_query('kelp -otters "two words" by:tom', TODAY).words == ("kelp", "two words")


def test_values_are_what_is_asked_for_in_a_field() -> None:
    assert parse_query("section:a -section:b section:'c", TODAY).values("section") == ("a", "'c")


def test_only_a_query_about_problems_needs_findings() -> None:
    assert parse_query("has:problem", TODAY).needs_findings
    assert parse_query("-rule:link-empty", TODAY).needs_findings
    assert not parse_query("has:figure problem", TODAY).needs_findings


def test_a_kept_query_counts_from_the_day_of_the_search(document: Document) -> None:
    query = parse_query("date:today", TODAY)
    assert search(document, query, today=date(2024, 3, 17)) == [1]


def test_a_search_can_be_prepared_and_asked_again(document: Document) -> None:
    prepared = Search(document)
    prepared.prepare(range(len(document.entries)))
    for text in ("barnacles", "by:mira", "otters -by:mira", ""):
        query = parse_query(text, TODAY)
        assert prepared.hits(query) == prepared.hits(query) == search(document, query)


@pytest.mark.parametrize(
    "section",
    ["Deep sea", "deep", 'A "quoted" name', "back\\slash", "", "-dash", "a:b", "（全角）名 字", "“curly”", '\\"'],
)
def test_a_term_that_is_put_in_reads_back_and_can_be_taken_out(section: str) -> None:
    for text in ("", "kelp", '  by:"mira okafor" ', "section:other"):
        longer = with_term(text, "section", section)
        assert parse_query(longer, TODAY).mistakes == ()
        assert parse_query(longer, TODAY).values("section")[-1] == section
        assert with_term(longer, "section", section) == longer
        assert without_term(longer, "section", section) == text.strip()


def test_a_term_is_taken_out_however_it_is_spelled() -> None:
    assert without_term('kelp section:"DEEP  sea" otters section:“deep sea”', "section", "Deep sea") == "kelp otters"
    assert without_term("-section:deep", "section", "deep") == "-section:deep"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2023.12", "2023-12-01", "2023-12-31"),
        ("2024/03/05", "2024-03-05", "2024-03-05"),
        ("２０２４-03", "2024-03-01", "2024-03-31"),
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("week", "2024-03-18", "2024-03-24"),
        ("Month", "2024-03-01", "2024-03-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(value: str, first: str, last: str) -> None:
    assert period(value, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


def test_the_week_of_new_years_day_may_belong_to_the_old_year() -> None:
    assert period("week", date(2027, 1, 1)) == (date(2026, 12, 28), date(2027, 1, 3))


def test_folding_leaves_what_is_compared() -> None:
    assert fold("  Ｗide\n Straße ﬁn 海 \n 星　Abc 海") == "wide strasse fin 海星 abc 海"


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Kelp Highways", ["kelp"], ["Kelp"]),
        ("kelp kelp", ["kelp"], ["kelp", "kelp"]),
        ("Ｗｉｄｅ nets", ["wide nets"], ["Ｗｉｄｅ nets"]),
        ("Nai\u0308ve", ["naïve"], ["Nai\u0308ve"]),
        ("eﬃcient", ["ci", "f"], ["ﬃci"]),
        ("两\n行", ["两行"], ["两\n行"]),
        ("two \n lines", ["two lines"], ["two \n lines"]),
        ("aaa", ["aa"], ["aaa"]),
        ("nothing", ["else", ""], []),
    ],
)
def test_words_are_marked_where_they_stand(text: str, words: list[str], marked: list[str]) -> None:
    assert [span.of(text) for span in find_words(text, words)] == marked


def test_a_whole_name_means_that_reader_alone_or_with_others() -> None:
    readers = ("Tom", "Tommy", "Tom、Mira", "Mira, Tommy", "Tom Mira", "Tom Ferreira and Li")
    document = parse("".join(f"> [2024-03-05]-[{reader}]-[Kelp]-[CVPR 2024]\n\n" for reader in readers))
    for text, hits in (
        ("by:tom", [0, 2, 4, 5]),
        ("-by:tom", [1, 3]),
        ("by:tommy", [1, 3]),
        ("by:mira", [2, 3, 4]),
        ("by:tomm", [1, 3]),
        ('by:"Tom、Mira"', [2]),
        ('by:"tom ferreira"', [5]),
    ):
        assert search(document, parse_query(text, TODAY)) == hits, text
