"""Draws the pictures of the documentation: the program on the sample log, as it looks in a terminal.

``make pictures`` runs it. Each picture is what ``App.save_screenshot`` gives, an SVG, in both languages.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from datetime import date
from html import unescape
from pathlib import Path

from rich.cells import cell_len

HERE = Path(__file__).parent
TREE = HERE.parent.parent
TODAY = date(2024, 7, 1)

FONTS = "DejaVu Sans Mono, Menlo, Consolas, Noto Sans Mono CJK SC, PingFang SC, Microsoft YaHei"
TEXT = re.compile(r'(?P<before><text [^>]*)textLength="(?P<length>[\d.]+)"(?P<behind>[^>]*>)(?P<words>[^<]+)</text>')
FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)

PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "list": ((110, 32), ()),
    "find": ((110, 32), ("slash", *"has:figure since:2024", "enter")),
    "form": ((110, 32), ("e",)),
    "problems": ((110, 32), ("p",)),
    "week-board": ((110, 20), ("w",)),
    "pictures-of-the-log": ((110, 20), ("T",)),
    "settings": ((110, 24), ("comma",)),
    "help": ((110, 32), ("question_mark",)),
}
"""The size in cells and the keys that lead to each picture."""


async def draw(name: str, language_name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Draw one picture in one language."""
    from tui_reader.adapters import language
    from tui_reader.ui.app import ReaderApp

    language.use(language_name)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "sample_log.md")
        shutil.copyfile(TREE / "sample_log.md", log)
        shutil.copytree(TREE / "figures", Path(folder, "figures"))
        app = ReaderApp([log], today=lambda: TODAY)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            for key in keys:
                await pilot.press("space" if key == " " else key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            ending = "" if language_name == "en" else f".{language_name.replace('_', '-')}"
            svg = app.export_screenshot(title=f"readtui {log.name}")
            (HERE / f"{name}{ending}.svg").write_text(plain(svg), encoding="utf-8")


def plain(svg: str) -> str:
    """The picture in the reader's own fonts, none of which a browser has to fetch; Chinese as wide as in a terminal."""
    svg = FONT_FACE.sub("", svg).replace("Fira Code", FONTS)
    return TEXT.sub(_with_its_width, svg)


def _with_its_width(text: re.Match[str]) -> str:
    """A text of the picture, whose length was counted in characters, with its length in cells."""
    words = unescape(text["words"])
    length = float(text["length"]) / len(words) * cell_len(words)
    return f'{text["before"]}textLength="{length:.1f}"{text["behind"]}{text["words"]}</text>'


def main() -> None:
    """Draw those that are named, or all."""
    with tempfile.TemporaryDirectory() as nobody:
        os.environ.update(
            HOME=nobody,
            READTUI_STATE_DIR=nobody,
            READTUI_CONFIG_DIR=f"{nobody}/.config/readtui",
            COLORTERM="truecolor",
            TERM="xterm-256color",
        )
        os.environ.pop("NO_COLOR", None)
        for name in sys.argv[1:] or PICTURES:
            for language_name in ("en", "zh_CN"):
                asyncio.run(draw(name, language_name, *PICTURES[name]))


if __name__ == "__main__":
    main()
