"""A large log as a group would write it in many years.

Half of the entries say that nothing was read, most of the rest are written as the template asks, and the others in the
dialects that people have.

    python -m bench.make_log 100000 big.md [--seed 1]

The same number of entries and the same seed give the same bytes. 100,000 entries are about 60 MB. The text means
nothing; what is like a real log is how the lines are built, how long they are, and how often which form occurs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tui_reader.core.template import NEW_LOGS

NEWEST = date(2024, 12, 29)
ENTRIES_A_DAY = 20
"""So many that the years of a log of 100,000 entries have four digits and are not all the same."""

READERS = ("李雷", "韩梅梅", "王小溪", "赵听潮", "欧阳远帆", "周南", "Mira", "Tom", "Ada Brook", "陈一苇")
VENUES = ("Arxiv", "CVPR 2024", "ICCV 2023", "AAAI24", "EMNLP2023", "ACM MM", "TPAMI", "paper", "arxiv 2024 preprint")
TITLE_WORDS = (
    "Kelp Tide Barnacle Otter Harbour Lantern Meadow Granite Signal Drift Learning Network Attention Sparse Memory"
    " Towards Robust Unified Multi-Modal Estimation Retrieval Prompt Diffusion Benchmark Alignment Open-World Efficient"
    " Recognition Generation Transformer Adaptive Hierarchical Contrastive Temporal Graph Zero-Shot"
).split()
SMALL_WORDS = ("for", "with", "of", "in", "via", "and", "by", "from")
CHINESE_PHRASES = (
    "这篇文章研究海藻在浅水中的生长，",
    "作者提出一个简单而有效的框架，",
    "把潮汐的周期作为先验引入模型，",
    "在三个公开数据集上做了实验，",
    "结果比以往的方法更稳定，",
    "但是对光照的变化仍然敏感。",
    "首先用自监督的方法预训练，",
    "然后在少量标注上微调，",
    "消融实验说明每个模块都有贡献。",
    "思路可以借鉴到我们的任务上，",
    "不足之处是计算量比较大。",
)
ENGLISH_PHRASES = (
    "The paper looks at drifting kelp under changing light, ",
    "a small module aligns both streams, ",
    "training needs no labels at all. ",
    "(multi-modal fusion) ",
    "**Results** are better by 2.3% on average, ",
    "the loss is $L = a + b$. ",
    "`prompt` tuning keeps the backbone frozen, ",
)
EXCUSES = (
    "本周未精读", "未精度", "改代码，未精读", "参会，未精读", "本周外出暂无打卡", "本周准备考试，没有来得及精读",
    "生病未精读", "赶补充材料DDL+实验，未精读。", "本周回家，无精读", "no reading this week",
)  # fmt: skip
PREFIXES = ("> > ",) * 14 + ("> >", ">>", ">> ", "> ", ">", ">  ", "> > > ", "> >  ", "")
LABELS = ("论文简述：",) * 6 + ("论文简述: ", "论文简介：", "描述:", "**论文简述**：", "Summary: ", "")


def log_text(entries: int, seed: int = 1) -> Iterator[str]:
    """The pieces of a log of so many entries, newest first."""
    random = Random(seed)
    yield f"{NEW_LOGS['zh_CN']}\n"
    for number in range(entries):
        if number % 2000 == 0:
            yield f"### <font color=Green> Daily Reading {number // 2000 + 1}</font>\n\n"
        day = NEWEST - timedelta(days=number // ENTRIES_A_DAY)
        prefix = random.choice(PREFIXES)
        yield from check_in(random, day, prefix) if random.random() < 0.5 else paper(random, number, day, prefix)
        yield random.choice((">\n",) * 6 + ("> \n", "\n", "\n", "> >\n", "&nbsp;\n\n", "---\n", "", ""))


def check_in(random: Random, day: date, prefix: str) -> Iterator[str]:
    """An entry that says that nothing was read."""
    begin = prefix + _begin(random, day)
    excuse = random.choice(EXCUSES)
    form = random.random()
    if form < 0.45:
        yield f"{begin}{excuse}\n"
    elif form < 0.9:
        yield f"{begin}[{excuse}]\n"
    elif form < 0.97:
        yield f"{begin} {excuse}\n"
    else:
        yield f"{begin}\n{prefix}\n{prefix}{excuse}\n"


def paper(random: Random, number: int, day: date, prefix: str) -> Iterator[str]:
    """An entry on a paper: header, figure, summary."""
    yield f"{prefix}{_begin(random, day)}{_title_and_source(random, number)}\n"
    body = prefix if random.random() < 0.7 else random.choice(PREFIXES) or "> "
    blank = body.rstrip() + "\n"
    figure = random.random()
    if figure < 0.55:
        yield f'{blank}{body}<img width="512" alt="image" src="https://images.kelp.org/assets/{_digest(random)}.png">\n'
    elif figure < 0.75:
        yield f"{blank}{body}![image](https://images.kelp.org/{number}/kelp%20forest.png)\n"
    elif figure < 0.8:
        yield f"{body}论文框架：\n{body}![image](Images/kelp-{number}.png)\n"
    label = random.choice(LABELS)
    separator = "\n" + body if label and random.random() < 0.1 else ""
    yield f"{blank}{body}{label}{separator}{_summary(random, body)}\n"


def _begin(random: Random, day: date) -> str:
    """Date and reader in one of their spellings, up to the dash before the title."""
    form, reader = random.random(), random.choice(READERS)
    if form < 0.6:
        return f"[{day}]-[{reader}]-"
    if form < 0.75:
        return f"[{day.year}-{day.month}-{day.day}]-[{reader}]-"
    if form < 0.9:
        return f"[{day}]-{reader}-"
    return random.choice(
        (
            f"[{day.year}.{day.month}.{day.day}]-[{reader}]-",
            f"[{day.year}-{day.month}.{day.day}]-[{reader}]-",
            f"{day}-{reader}-",
            f"[{day}-[{reader}]-",
            f"[{day}]-[{reader}】-",
            f"【{day}】-【{reader}】-",
            f"[{day}][{reader}]-",
            f"[待补充]-[{reader}]-",
        )
    )


def _title_and_source(random: Random, number: int) -> str:
    title = _title(random)
    url = f"https://papers.kelp.org/abs/{number}.{random.randrange(99999):05}"
    venue = random.choice(VENUES)
    form = random.random()
    if form < 0.62:
        return f"[{title}]-[{venue}]({url})"
    if form < 0.75:
        return f"[{title}]({url})"
    if form < 0.8:
        return f"[{title}]-[{venue}]"
    if form < 0.84:
        return f"[{title}]-[{venue}]({url})-[code](https://code.kelp.org/{number})"
    return random.choice(
        (
            f"[{title}]({url}) {venue}",
            f"[{title}]",
            f"{title}-[{venue}]({url})",
            f"[{title}]-{venue}",
            f"{title} ({venue})",
            f"[{title}][{venue}]({url})",
            f"[{title}]({venue})",
            f"[{title}]-[{url}]",
            f"[A {title[:20]}]$^2$ {title}]-[{venue}]({url})",
            f"“{title}” ([Ma 等, 2023, p. 1](zotero://select/{number})) ([pdf](zotero://open-pdf/{number}))",
            f"[{title},\n> {_title(random)}]-[{venue}]({url})",
            f"[{title}]-[{venue}]({url})[知乎](https://zhihu.kelp.org/p/{number}),[博客](https://blog.kelp.org/{number})",
        )
    )


def _title(random: Random) -> str:
    words = [random.choice(TITLE_WORDS) for _ in range(random.randint(4, 9))]
    words.insert(random.randint(2, 3), random.choice(SMALL_WORDS))
    if random.random() < 0.5:
        words[0] += ":"
    return " ".join(words)


def _summary(random: Random, prefix: str) -> str:
    """About 600 characters on one to four lines; now and then a line goes on without quote marks."""
    lines = []
    for _ in range(random.choice((1, 1, 1, 2, 2, 4))):
        phrases: list[str] = []
        room = random.randint(100, 640)
        while room > 0:
            phrases.append(random.choice(CHINESE_PHRASES if random.random() < 0.35 else ENGLISH_PHRASES))
            room -= len(phrases[-1])
        lines.append("".join(phrases).rstrip())
    return f"\n{prefix if random.random() < 0.9 else ''}".join(lines)


def _digest(random: Random) -> str:
    return f"{random.getrandbits(64):016x}"


def write_log(path: Path, entries: int, seed: int = 1) -> None:
    """Write a log of so many entries to ``path``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(log_text(entries, seed))


def main() -> None:
    """Write the log that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entries", type=int)
    parser.add_argument("log", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_log(arguments.log, arguments.entries, arguments.seed)


if __name__ == "__main__":
    main()
