"""How many bytes a figure takes on the line, in each of the ways in which it can be shown.

    python -m bench.picture_bytes [--columns 60] [--limit 400]

The app is run on a pseudo-terminal that is as wide as said and as high as the figure needs; what comes between the key
and silence is counted, and then what comes in two more seconds, which has to be nothing. Prints one line; the exit code
is 1 where half cells take more kilobytes than the limit, or where something is sent that nobody asked for.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from bench.first_paint import first_words
from bench.terminal import Terminal

LOG = """\
> > [2024-05-26]-[Mira]-[Barnacles Remember: Memory in Sessile Crustaceans]-[MarineBio](https://example.org/barnacle)
> >
> > <img width="512" alt="image" src="figure.png">
> >
> > Summary: Barnacles keep a trace of the last tide.
"""
SIZE = (1200, 760)
COMPLETE = 1.0
"""Seconds of silence after which a picture is complete."""


def figure() -> Image.Image:
    """Half a diagram, half a photograph."""
    width, height = SIZE
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    for number, colour in enumerate(("#4c78a8", "#f58518", "#54a24b")):
        left = 60 + number * 190
        pen.rounded_rectangle((left, 80, left + 130, 240), 20, fill=colour, outline="black", width=3)
        pen.text((left + 20, 140), "Encoder", fill="white", font_size=24)
    pen.line([(60 + x, 560 + 90 * math.sin(x / 30)) for x in range(540)], fill="#e45756", width=5)
    photograph = Image.effect_noise((width // 2, height), 40)
    photograph = Image.merge("RGB", (photograph, Image.linear_gradient("L").resize(photograph.size), photograph))
    picture.paste(photograph.resize((60, 76)).resize(photograph.size), (width // 2, 0))
    return picture


def sent(way: str, folder: Path, columns: int, lines: int) -> tuple[int, int]:
    """Bytes for the figure, and bytes while nothing is done."""
    (folder / "settings.yaml").write_text(f"pictures: {way}\n", encoding="utf-8")
    log = folder / "log.md"
    with Terminal([sys.executable, "-m", "tui_reader", str(log)], columns, lines) as terminal:
        terminal.shown_at(first_words(log))
        terminal.settle(COMPLETE)
        before = terminal.received
        terminal.write("i")
        terminal.wait(COMPLETE)
        terminal.settle(COMPLETE)
        shown = terminal.received
        terminal.wait(2)
        return shown - before, terminal.received - shown


def main() -> int:
    """Measure, print, and compare with the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--columns", type=int, default=60)
    parser.add_argument("--limit", type=float, default=400, help="most kilobytes in half cells that are accepted")
    arguments = parser.parse_args()
    for name in ("TMUX", "STY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        os.environ.pop(name, None)
    lines = math.ceil(arguments.columns * SIZE[1] / SIZE[0] / 2) + 2
    said, idle = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {f"READTUI_{kind}_DIR": name for kind in ("CONFIG", "STATE", "CACHE")}
        (folder / "log.md").write_text(LOG, encoding="utf-8")
        figure().save(folder / "figure.png")
        sizes = {}
        for way in ("cells", "kitty", "sixel"):
            sizes[way], idle_now = sent(way, folder, arguments.columns, lines)
            idle += idle_now
            said.append(f"{way} {sizes[way] / 1000:.0f} KB")
    print(
        f"a figure of {SIZE[0]} × {SIZE[1]} at {arguments.columns} columns: {', '.join(said)} (limit for cells"
        f" {arguments.limit:.0f}); then, in 2 s each, {idle} bytes"
    )
    return 0 if sizes["cells"] / 1000 <= arguments.limit and not idle else 1


if __name__ == "__main__":
    sys.exit(main())
