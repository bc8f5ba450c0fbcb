"""What is found where nothing matches as it is written: by sound, in other characters, by similar words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tui_reader.adapters.chinese import Chinese
from tui_reader.core.finder import Finder, Found
from tui_reader.core.folding import find_words
from tui_reader.core.parser import parse
from tui_reader.core.query import parse_query

TODAY = date(2024, 3, 20)

LOG = """\
> [2024-03-20]-[李听潮]-[Starfish: A Robust Network]-[MarineBio 2023](https://example.org/1)
> 论文简述：提出海星再生的无监督模型，结论可靠。

> [2024-03-19]-[Mira Pavlović]-[海藻的重力模型]-[Arxiv](https://example.org/2)
> 论文简述：A transformer for kelp, lazy and fast.

> [2024-03-18]-[赵宇]-[Otters in the Fog]-[ICES 2024](https://example.org/3)
> 论文简述：使用BERT 模型預訓練，然後微調。

> [2024-03-17]-[韩梅梅]-[出海，未精读]

> [2024-03-16]-[单小溪]-[The Sound of Tides]-[Arxiv](https://example.org/5)
> 论文简述：行为与情感的音乐。
"""


@pytest.fixture(scope="module")
def finder() -> Finder:
    finder = Finder([parse(LOG)], Chinese())
    finder.prepare()
    finder.prepare_sounds()
    return finder


def find(finder: Finder, text: str, as_one_types: bool = False) -> Found:
    return finder.find(parse_query(text, TODAY), today=TODAY, as_one_types=as_one_types, deep=not as_one_types)


def texts(finder: Finder, hits: Sequence[int]) -> list[str]:
    return [finder.searches[0].text(hit) for hit in hits]


@pytest.mark.parametrize(
    ("text", "hits", "meant"),
    [
        ("ltc", [0], "李听潮"),
        ("litingchao", [0], "李听潮"),
        ("litingch", [0], "李听潮"),
        ("litc", [0], "李听潮"),
        ("ltchao", [0], "李听潮"),
        ("LTC", [0], "李听潮"),
        ("hmm", [3], "韩梅梅"),
        # Both readings of a character that has two; initials of two letters.
        ("shanxiaoxi", [4], "单小溪"),
        ("danxiaoxi", [4], "单小溪"),
        ("shxx", [4], "单小溪"),
        ("zhongli", [1], "重力"),
        ("xingwei", [4], "行为"),
        ("yinyue", [4], "音乐"),
        # Notes and summaries, where heads hold nothing; Latin letters among the characters, and a space.
        ("wjd", [0, 3], "无监督"),
        ("wujiandu", [0], "无监督"),
        ("bertmx", [2], "bert 模型"),
        ("ranhouwt", [2], "然後微調"),
        ("by:zy", [2], "赵宇"),
        ("by:hmm ch", [3], "出海"),
    ],
)
def test_latin_letters_find_chinese_that_sounds_so(finder: Finder, text: str, hits: list[int], meant: str) -> None:
    found = find(finder, text)
    assert (sorted(found.hits), found.way) == (hits, "pinyin")
    assert meant in found.meant
    assert meant in found.words


@pytest.mark.parametrize("text", ["lazy", "mira", "by:mira", "sound", "-lazy", "date:2024", "海星"])
def test_what_matches_as_it_is_written_is_all(finder: Finder, text: str) -> None:
    found = find(finder, text)
    assert found.hits
    assert (found.way, found.more, found.meant) == ("exact", 0, ())


@pytest.mark.parametrize("text", ["xyzzy", "date:2023", "by:nobody", "kelp starfish", "wjd otters", "vvv", '"l t c"'])
def test_what_means_nothing_finds_nothing(finder: Finder, text: str) -> None:
    assert find(finder, text).hits == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [("預訓練", [2]), ("预训练", [2]), ("无監督", [0]), ("-预训练 模型", [0, 1]), ("by:趙宇", [2]), ("by:李聽潮", [0])],
)
def test_traditional_and_simplified_characters_are_the_same(finder: Finder, text: str, hits: list[int]) -> None:
    found = find(finder, text)
    assert (found.hits, found.way) == (hits, "exact")


@pytest.mark.parametrize("text", ["pavlovic", "PAVLOVIĆ", "by:pavlović"])
def test_an_accent_need_not_be_typed(finder: Finder, text: str) -> None:
    assert find(finder, text).hits == [1]


@pytest.mark.parametrize(
    ("text", "hits", "meant"),
    [
        ("transfomer", [1], "transformer"),
        ("starfihs", [0], "starfish"),
        ("transfomer kelp", [1], "transformer"),
        ("transfomer ltc", [], ""),
        ("by:pavlovik", [1], "pavlovic"),
        # A character that sounds the same, or another one.
        ("李听朝", [0], "李听潮"),
        ("无尖度", [0], "无监督"),
        ("by:韩美美", [3], "韩梅梅"),
        ("海星茂生", [0], "海星再生"),
    ],
)
def test_a_slip_finds_what_is_nearly_so(finder: Finder, text: str, hits: list[int], meant: str) -> None:
    found = find(finder, text)
    assert found.hits == hits
    if hits:
        assert (found.way, found.meant) == ("similar", (meant,))
        assert meant in str(found.remark(text))


def test_while_one_types_a_whole_name_comes_first(finder: Finder) -> None:
    found = find(finder, "zy", as_one_types=True)
    assert (found.hits, found.way, found.more) == ([2, 1], "exact", 1)
    assert find_words("赵宇", found.words)
    assert str(found.remark("zy")) == "1 of them by sound: 赵宇"


def test_while_one_types_a_word_that_begins_so_is_enough(finder: Finder) -> None:
    assert find(finder, "la", as_one_types=True).hits == find(finder, "la").hits == [1]


def test_the_best_come_first_by_sound(finder: Finder) -> None:
    log = parse(
        "> [2024-03-20]-[李雷]-[做业务的人]-[A](https://a.org)\n\n> [2024-03-19]-[周雨]-[Kelp]-[A](https://a.org)\n\n"
    )
    found = Finder([log, parse(LOG)], Chinese()).find(parse_query("zhouyu", TODAY))
    assert found.hits[0] == 1
    found = Finder([log, parse(LOG)], Chinese()).find(parse_query("zy", TODAY), as_one_types=True)
    assert set(found.hits[:1]) == {4} or found.meant[0] in ("周雨", "赵宇")


def test_without_pinyin_only_what_is_written_is_found() -> None:
    finder = Finder([parse(LOG)], Chinese(has_pinyin=False))
    assert find(finder, "ltc").hits == []
    assert find(finder, "預訓練").hits == find(finder, "预训练").hits == [2]


def test_a_longer_word_looks_only_at_what_the_shorter_left(finder: Finder) -> None:
    for text in ("k", "ke", "kel", "kelp", "kel", "kelp -lazy", "kelp t", "kelp tr", "海", "海星", "海藻", ""):
        fresh = Finder([parse(LOG)], Chinese())
        assert find(finder, text).hits == find(fresh, text).hits
