from __future__ import annotations

import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from tests.sizes import size
from tests.ui.drawings import drawing, gradient, png
from tui_reader.adapters.figures import FigureError
from tui_reader.adapters.picture_pixels import fitted, pixels_of

LINES = b"".join(b"\0" + bytes(12) for _line in range(4))


def made_png(width: int, height: int, data: bytes = zlib.compress(LINES), extra: bytes = b"") -> bytes:
    """A PNG that says it is so large, whatever it holds."""

    def piece(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = piece(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + piece(b"IDAT", data) + piece(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF", "WEBP", "JPEG"])
def test_formats_of_figures_are_read(kind: str) -> None:
    read = pixels_of(png(drawing(), kind))
    assert (read.mode, read.size) == ("RGB", (90, 50))
    if kind in ("PNG", "BMP"):
        assert read.tobytes() == drawing().tobytes()


def test_where_a_figure_is_transparent_there_is_paper() -> None:
    for picture in (Image.new("RGBA", (2, 2), (0, 0, 0, 0)), Image.new("LA", (2, 2), (0, 0))):
        assert pixels_of(png(picture)).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (made_png(40_000, 40_000), "too large"),
        (made_png(2**31 - 1, 2**31 - 1), "too large|broken"),
        (made_png(0, 5), "broken"),
        (made_png(4, 4, b"not compressed"), "broken"),
        (png(gradient(300, 200))[:500], "broken"),
        (png(gradient())[:20], "broken"),
        (png(gradient(), "JPEG")[:300], "broken"),
        (png(gradient(), "GIF")[:500], "broken"),
        (png(gradient(), "WEBP")[:200], "broken"),
        (b"BM" + bytes(60), "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<html>Sign in</html>", "no picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "no picture"),
        (b"", "no picture"),
    ],
)
def test_what_cannot_be_shown_is_said(content: bytes, words: str) -> None:
    with pytest.raises(FigureError, match=words):
        pixels_of(content)


@pytest.mark.thorough
def test_text_that_unfolds_without_end_is_not_unfolded() -> None:
    bomb = b"a\0\0" + zlib.compress(bytes(size(20_000_000, thorough=200_000_000)))
    piece = struct.pack(">I", len(bomb)) + b"zTXt" + bomb + struct.pack(">I", zlib.crc32(b"zTXt" + bomb))
    with pytest.raises(FigureError, match="broken"):
        pixels_of(made_png(4, 4, extra=piece))


def test_a_picture_is_made_smaller_and_never_larger() -> None:
    assert fitted(drawing(), 45, 1000).size == (45, 25)
    assert fitted(drawing(), 1000, 10).size == (18, 10)
    assert fitted(drawing(), 1000, 1000).size == (90, 50)
    assert fitted(Image.new("RGB", (3000, 1)), 10, 10).size == (10, 1)


def test_without_pillow_it_is_said_what_to_install() -> None:
    program = (
        "import sys; sys.modules['PIL'] = None\n"
        "from tui_reader.adapters.picture_pixels import pixels_of\n"
        "from tui_reader.core.message import ReadTuiError\n"
        "try: pixels_of(b'')\n"
        "except ReadTuiError as error: print(error)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said == "figures are shown by Pillow: pip install 'readtui[pictures]'\n"
