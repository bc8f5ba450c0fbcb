"""How often the entry that was meant is among the first five when names and phrases are typed by their sound.

    python -m bench.by_sound [LOG] [--number 50] [--seed 1] [--misses 1]

Names are the readers of the log, phrases are pieces of four to eight characters that stand in one entry alone; each is
typed in full and by its initials, read as a person would: with pypinyin's phrases, which readtui does without. Without
LOG, a log is made of invented names and phrases. Prints one line each; the exit code is 1 where more of one kind are
missed than the limit.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

from pypinyin import Style, lazy_pinyin

from tui_reader.adapters.chinese import Chinese
from tui_reader.core.document import Document
from tui_reader.core.finder import Finder
from tui_reader.core.parser import parse
from tui_reader.core.query import parse_query

FIRST = 5
TODAY = date(2024, 12, 29)
CHINESE = re.compile("[\u4e00-\u9fff]{4,}")

FAMILY, GIVEN = "李王张刘陈杨赵黄周吴徐孙胡朱单曾仇解覃区", "伟芳娜秀英敏静丽强磊洋艳勇军杰娟涛明超重乐长行朝"
SUBJECTS = ("海星", "海藻", "水獭", "藤壶", "鲸鱼", "珊瑚", "灯塔", "潮汐", "洋流", "沙丘")
DEEDS = ("再生", "迁移", "沉降", "共振", "洄游", "繁殖", "观测", "定位", "重建", "预测")
MANNERS = ("缓慢地", "成群地", "沿着浅滩", "在深夜里", "随着月相", "逆着水流")


def invented_log(random: Random) -> str:
    """A log of 1,000 entries by 50 people."""
    names = random.sample([family + "".join(pair) for family in FAMILY for pair in product(GIVEN, GIVEN)], 35)
    names += random.sample([family + given for family in FAMILY for given in GIVEN], 15)
    entries = []
    for number in range(1000):
        sentences = ["".join(map(random.choice, (SUBJECTS, MANNERS, DEEDS, SUBJECTS, DEEDS))) for _ in range(6)]
        entries.append(
            f"> [2024-{number % 12 + 1:02}-{number % 28 + 1:02}]-[{names[number % len(names)]}]-[Lazy Kelp {number}]"
            f"-[Arxiv](https://kelp.org/{number})\n> 论文简述：{'，'.join(sentences)}。\n"
        )
    return "\n".join(entries)


def phrases(document: Document, number: int, random: Random) -> list[str]:
    """Pieces of summaries that stand in one entry alone."""
    summaries = [entry.summary or "" for entry in document.entries]
    runs = [run for summary in summaries for run in CHINESE.findall(summary)]
    found: list[str] = []
    for _attempt in range(100 * number):
        run = random.choice(runs)
        length = min(len(run), random.randint(4, 8))
        start = random.randint(0, len(run) - length)
        piece = run[start : start + length]
        if piece not in found and sum(piece in summary for summary in summaries) == 1:
            found.append(piece)
        if len(found) == number:
            break
    return found


def main() -> int:
    """Measure, print, and say what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path, nargs="?")
    parser.add_argument("--number", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=1, help="most that are accepted of each line")
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    text = invented_log(random) if arguments.log is None else arguments.log.read_text("utf-8", "surrogateescape")
    document = parse(text)
    finder = Finder([document], Chinese())
    finder.prepare()
    finder.prepare_sounds()
    readers = {entry.reader for entry in document.entries if entry.reader and not entry.reader.isascii()}
    names = sorted(readers)[: arguments.number]
    missed = 0
    for kind, meant in (("names", names), ("phrases", phrases(document, arguments.number, random))):
        for way, style in (("in full", Style.NORMAL), ("by initials", Style.FIRST_LETTER)):
            failed = []
            for wanted in meant:
                typed = "".join(lazy_pinyin(wanted, style=style))
                found = finder.find(parse_query(typed, TODAY), today=TODAY, as_one_types=True, deep=False)
                first = [document.entries[hit] for hit in found.hits[:FIRST]]
                if not any(wanted in f"{entry.reader}\n{entry.summary}" for entry in first):
                    failed.append(f"{wanted} ({typed})")
            missed = max(missed, len(failed))
            print(f"{kind} {way}: {len(meant) - len(failed)} of {len(meant)} among the first {FIRST}", *failed)
    return 1 if missed > arguments.misses else 0


if __name__ == "__main__":
    sys.exit(main())
