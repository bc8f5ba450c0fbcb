from __future__ import annotations

from tui_reader.core.parser import parse
from tui_reader.core.reasons import usual_reasons, words_without_reason


def test_frequent_reasons_come_first_then_ones_own_then_the_latest() -> None:
    notes = [
        ("03-20", "Tom", "搬家，未精读"),
        ("03-19", "Mira", "出海，未精读"),
        ("03-12", "Tom", "本周未精读"),
        ("03-05", "李雷", "本周未精读"),
        ("03-04", "Tom", f"本周未精读，因为{'很' * 60}忙"),
    ]
    log = "".join(f"> > [2024-{day}]-[{reader}]-[{note}]\n\n" for day, reader, note in notes)
    log += "> > [2024-03-01]-[Mira]-[Kelp]-[Arxiv](https://kelp.org/1)\n"
    assert usual_reasons(parse(log).entries, "Mira", 9) == ["本周未精读", "出海，未精读", "搬家，未精读"]
    assert usual_reasons(parse(log).entries, "Mira", 1) == ["本周未精读"]


def test_the_words_without_a_reason_are_the_logs_own_and_no_typo() -> None:
    def words(*notes: str) -> str:
        log = "".join(f"> > [2024-03-05]-[Tom]-[{note}]\n\n" for note in notes)
        return words_without_reason(parse(log).entries)

    assert words("参会，没有精读。", "出海，没有精读", "本周未精读") == "没有精读"
    assert words("未精度", "搬家，未精度", "出海，未精读") == "未精读"
    assert words("at sea, nothing read this week", "moved, no reading") == "nothing read this week"
    assert words("本周外出暂无打卡", "请假") == words() == ""
