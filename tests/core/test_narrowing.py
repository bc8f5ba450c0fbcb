"""One more letter looks at what the letters before left, and at an index: it has to find what a fresh search finds."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_reader.adapters.chinese import Chinese
from tui_reader.core.finder import Finder, Found
from tui_reader.core.parser import parse
from tui_reader.core.query import parse_query

TODAY = date(2024, 3, 20)
CHINESE = Chinese()

PIECES = ("kelp", "ke", "elk", "a", "2d", "海藻", "海", "藻类", "预训练", "預訓練", "é", "ø", "-", " ", "𝄞", "+", "．")
READERS = ("李雷", "韩梅梅", "Mira", "Ada 海")

words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
entries = st.tuples(st.sampled_from(READERS), words, words)
logs = st.lists(entries, max_size=8)

letters = st.sampled_from([*'kelpa2d海藻预訓é- "', "hz", "hmm", "ll", "by:"])
steps = st.one_of(letters, letters, letters, st.sampled_from(["delete", "clear", "index"]), logs)


def finder_of(log: list[tuple[str, str, str]]) -> Finder:
    text = "".join(
        f"> [2024-03-{number + 1:02}]-[{reader}]-[{title}]-[Arxiv](https://a.org)\n> 论文简述：{summary}\n\n"
        for number, (reader, title, summary) in enumerate(log)
    )
    finder = Finder([parse(text)], CHINESE)
    finder.prepare()
    finder.prepare_sounds()
    return finder


def find(finder: Finder, text: str) -> Found:
    return finder.find(parse_query(text, TODAY), as_one_types=True, deep=False)


@settings(max_examples=settings().max_examples // 2)
@given(logs, st.lists(steps, min_size=1, max_size=12))
@example([("Mira", "kelp", "elk")], ["index", "k", "e", "l", "delete", "delete", "l"])
@example([("李雷", "海藻", "藻类海"), ("Mira", "藻海", "-")], ["index", "海", "藻", "delete", " ", "-", "藻"])
def test_letter_by_letter_finds_what_a_fresh_search_finds(
    log: list[tuple[str, str, str]], typed: list[str | list[tuple[str, str, str]]]
) -> None:
    finder, text = finder_of(log), ""
    for step in typed:
        if isinstance(step, list):
            # The log changed outside: what was known of it is forgotten, what was typed stays.
            log, finder = step, finder_of(step)
        elif step == "index":
            for search in finder.searches:
                search.build_index()
        else:
            text = "" if step == "clear" else text[:-1] if step == "delete" else text + step
        assert find(finder, text) == find(finder_of(log), text)


@given(logs, words, st.booleans())
def test_an_index_finds_what_a_look_at_every_text_finds(
    log: list[tuple[str, str, str]], word: str, is_excluded: bool
) -> None:
    query = parse_query(f'{"-" if is_excluded else ""}"{word}"', TODAY)
    (search,), (indexed,) = finder_of(log).searches, finder_of(log).searches
    indexed.build_index()
    assert indexed.hits(query, remember=False) == search.hits(query, remember=False)
