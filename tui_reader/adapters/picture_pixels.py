"""The pixels of a picture, by Pillow, which is an extra: nothing here runs before somebody wants to see a figure.

A picture comes from anywhere and may claim to be anything: only a few formats are read, and none that says it is huge.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from tui_reader.adapters.figures import FigureError
from tui_reader.core.figure_name import kind_of
from tui_reader.core.message import N_

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")

MOST_PIXELS = 50_000_000
"""Of a picture that is read; it takes four bytes each."""

LARGEST_SHOWN = (3000, 3000)
"""Pixels, in width and height, that are kept of a picture: no terminal has more."""

PAPER = (255, 255, 255)
"""What shows through where a picture does: figures are drawn for paper."""


def require_pillow() -> None:
    """Raise ``FigureError``, which says what to install, where Pillow is not there."""
    try:
        import PIL.Image  # noqa: F401
    except ImportError as error:
        raise FigureError(N_("figures are shown by Pillow: pip install 'readtui[pictures]'")) from error


def pixels_of(content: bytes) -> Image:
    """The picture ``content`` in red, green and blue, and no larger than a screen. Raises ``FigureError``."""
    require_pillow()
    from PIL import Image, ImageOps

    kind = kind_of(content)
    if kind == ".svg":
        raise FigureError(N_("this is a drawing (SVG); a terminal shows PNG, JPEG, GIF, WebP and BMP"))
    if kind is None:
        raise FigureError(N_("this is no picture (PNG, JPEG, GIF, WebP or BMP)"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large()
                picture.draft("RGB", LARGEST_SHOWN)
                upright = ImageOps.exif_transpose(picture)
                if upright.has_transparency_data:
                    whole = upright.convert("RGBA")
                    plain = Image.new("RGB", whole.size, PAPER)
                    plain.paste(whole, mask=whole.getchannel("A"))
                else:
                    plain = upright.convert("RGB")
                plain.thumbnail(LARGEST_SHOWN)
                return plain
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    # What a broken file makes of Pillow is not for Pillow's documentation to say.
    except (
        OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError,
        struct.error, zlib.error,
    ) as error:  # fmt: skip
        raise FigureError(N_("this picture is broken ({reason})"), reason=error) from error


def _too_large() -> FigureError:
    pattern = N_("this picture is too large to show: it says it has more than {millions} million pixels")
    return FigureError(pattern, millions=MOST_PIXELS // 1_000_000)


def fitted(picture: Image, width: int, height: int) -> Image:
    """``picture`` as it fits into so many pixels: smaller if it has to be, and never larger."""
    scale = min(1.0, width / picture.width, height / picture.height)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture if size == picture.size else picture.resize(size)
