"""Logs of another encoding: GB18030 is recognised, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from tui_reader.core.document import Span
from tui_reader.core.other_encoding import adds_utf_8, other_encoding
from tui_reader.core.text_edit import TextEdit

CHINESE = """\
## 日志

> > [2024-03-05]-[李雷]-[海带怎样固定在岩石上]-[Nature](https://example.org/kelp)
> >
> > 简述：提出了一个简单的模型，解释它为什么不会被海浪冲走。
"""


def read(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


GB18030 = read(CHINESE.encode("gb18030"))


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030"])
def test_a_log_that_an_old_editor_saved_is_recognised(encoding: str) -> None:
    assert other_encoding(read(CHINESE.encode(encoding))) == "GB18030"
    # Far behind what is looked at in one go, and with Windows's line ends.
    assert other_encoding(read(b"kelp\r\n" * 20_000 + CHINESE.replace("\n", "\r\n").encode(encoding))) == "GB18030"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        ("> [2024-03-05]-[Mira]-[Kelp]\n", "ascii"),
        ("這是我們實驗室的閱讀記錄，每個星期都要寫一篇論文的摘要，說明研究方法與結果。", "big5"),
        ("우리 연구실에서 읽은 논문 목록입니다. 매주 한 편씩 요약을 여기에 적어 둡니다.", "euc-kr"),
        ("これは研究室で読んだ論文の記録です。新しい方法を提案する。", "euc-jp"),
        ("これは研究室で読んだ論文の記録です。新しい方法を提案する。", "shift-jis"),
        ("Jürgen Müller liest über Größe, Straße, Übung, Füße, schöne Möwen, späte Fähren und Äpfel", "latin-1"),
        ("Журнал прочитанного нашей лаборатории, каждую неделю", "cp1251"),
        ("\ud800" * 40, "utf-16-le"),
    ],
)
def test_other_texts_are_not_taken_for_it(text: str, encoding: str) -> None:
    assert other_encoding(read(text.encode(encoding, "surrogatepass"))) is None
    assert other_encoding(text) is None


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode() + b"\xff\xfe\x80" * 20,
        CHINESE.encode() + "李雷".encode("gb18030"),
        # Of two encodings already: converting it would spoil the rest.
        CHINESE.encode() * 3 + CHINESE.encode("gb18030"),
        "# Log\n\n> [2024-03-05]-[李雷]".encode("gb18030"),
        CHINESE.encode("gb18030") + b"\xff\n",
    ],
)
def test_a_few_bytes_that_went_wrong_are_no_other_encoding(data: bytes) -> None:
    assert other_encoding(read(data)) is None


def test_what_is_written_is_told_from_what_stands_there() -> None:
    def adds(new_text: str) -> bool:
        return adds_utf_8(GB18030, [TextEdit(Span(0, 0), new_text)])

    assert adds("> [2024-03-12]-[韩梅梅]\n")
    assert adds("> [2024-03-12]-[José]\n")
    assert not adds("> [2024-03-12]-[Mira]\n")
    assert not adds(GB18030)
    assert not adds("\n".join(reversed(GB18030.split("\n"))))
