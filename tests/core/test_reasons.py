from __future__ import annotations

from tui_reader.core.parser import parse
from tui_reader.core.reasons import usual_reasons


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
