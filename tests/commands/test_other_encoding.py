"""A log saved as GB18030: it is told, and nothing makes a file of two encodings of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Readtui

CHINESE = """\
## 日志

> > [2024-03-12]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)
> >
> > Summary: It holds on to the rock.
>
> > [2024-03-05]-[李雷]-[海带怎样固定在岩石上]-[Nature](https://example.org/rock)
> >
> > 简述：提出了一个简单的模型，解释它为什么不会被海浪冲走。
"""
SAID = "readtui: log.md: looks like GB18030, not UTF-8; to write in it, convert it first: iconv -f GB18030 -t UTF-8\n"


@pytest.fixture
def log(folder: Path) -> Path:
    """The log as an old editor saved it."""
    path = folder / "log.md"
    path.write_bytes(CHINESE.encode("gb18030"))
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "--reader", "Tom", "--title", "海星"),
        ("add", "--reader", "Tom", "--title", "海星", "--dry-run"),
        ("add", "--reader", "José", "--title", "Starfish"),
        ("add", "--reader", "韩梅梅", "--no-reading", "busy"),
        ("edit", "--line", "3", "--set", "title=海带"),
        ("edit", "--line", "7", "--set", "summary=很好。"),
        ("rename-reader", "Mira", "韩梅梅", "--yes"),
    ],
)
def test_chinese_is_not_written_into_it(readtui: Readtui, log: Path, arguments: tuple[str, ...]) -> None:
    before = log.read_bytes()
    result = readtui(arguments[0], "log.md", *arguments[1:])
    assert (result.code, result.output, result.errors) == (3, "", SAID)
    assert log.read_bytes() == before


def test_ascii_is_and_what_stands_there_may_be_taken_out_or_moved(readtui: Readtui, log: Path) -> None:
    assert readtui("add", "log.md", "--date", "2024-03-20", "--reader", "Tom", "--title", "Starfish").code == 0
    assert readtui("edit", "log.md", "--line", "11", "--set", "date=2024-03-06").code == 0
    text = log.read_bytes().decode("gb18030")
    assert "[Tom]-[Starfish]" in text
    assert "[2024-03-06]-[李雷]-[海带怎样固定在岩石上]" in text
    assert readtui("delete", "log.md", "--line", "11").code == 0
    assert log.read_bytes() == text[: text.index(">\n> > [2024-03-06]")].encode("gb18030")


def test_once_converted_it_is_a_log_as_others_are(readtui: Readtui, log: Path) -> None:
    assert readtui("check", "log.md", "--select", "log").code == 1
    assert readtui("check", "log.md", "--fix", "--unsafe").code == 1
    assert log.read_bytes() == CHINESE.encode("gb18030")
    log.write_bytes(CHINESE.encode())
    assert readtui("check", "log.md", "--select", "log").code == 0
    assert readtui("add", "log.md", "--reader", "Tom", "--title", "海星").code == 0


def test_a_few_bytes_that_went_wrong_keep_nobody_from_writing(readtui: Readtui, log: Path) -> None:
    spoilt = CHINESE.encode() + "> > 李雷\n".encode("gb18030")
    log.write_bytes(spoilt)
    assert readtui("add", "log.md", "--date", "2024-03-20", "--reader", "韩梅梅", "--title", "海星").code == 0
    assert readtui("check", "log.md", "--select", "other-encoding").code == 0
    assert spoilt.endswith(log.read_bytes()[-40:])


def test_entries_are_not_moved_between_logs_of_two_encodings(readtui: Readtui, log: Path) -> None:
    other = log.with_name("old.md")
    other.write_bytes(CHINESE.replace("2024-", "2023-").encode())
    before = log.read_bytes(), other.read_bytes()
    for source, target in (("log.md", "old.md"), ("old.md", "log.md")):
        result = readtui("archive", source, "--before", "2025", "--to", target)
        assert (result.code, result.output, result.errors) == (3, "", SAID)
    assert (log.read_bytes(), other.read_bytes()) == before
    # An archive that is begun is of the same encoding.
    assert readtui("archive", "log.md", "--before", "2024-03-10", "--to", "new.md").code == 0
    assert "李雷" in log.with_name("new.md").read_bytes().decode("gb18030")
