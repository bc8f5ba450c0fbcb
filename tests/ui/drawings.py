"""Pictures for the tests, and what terminals make of the sequences that are sent them."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

from PIL import Image, ImageDraw

KITTY = re.compile(r"\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\")
SIXEL = re.compile(r'\x1bP0;1;0q"1;1;(\d+);(\d+)([^\x1b]*)\x1b\\')
SIXEL_PART = re.compile(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)([?-~])|([?-~]+)|([$-])")


def drawing(width: int = 90, height: int = 50) -> Image.Image:
    """A figure with a few plain colours."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((width // 9, height // 5, width // 3, height // 2), fill="#4c78a8", outline="black")
    pen.ellipse((width // 2, height // 5, width - 5, height - 7), fill="#f58518")
    pen.line((0, height - 2, width - 1, 1), fill="#e45756")
    return picture


def gradient(width: int = 90, height: int = 50) -> Image.Image:
    """A photograph, as it were: thousands of colours."""
    red = bytes(x * 255 // width for x in range(width)) * height
    green = b"".join(bytes((y * 255 // height,)) * width for y in range(height))
    steps = bytes(range(256)) * (width // 256 + 2)
    blue = b"".join(steps[y % 256 : y % 256 + width] for y in range(height))
    return Image.merge("RGB", [Image.frombytes("L", (width, height), band) for band in (red, green, blue)])


def png(picture: Image.Image, kind: str = "PNG") -> bytes:
    """The picture as a file."""
    written = BytesIO()
    picture.save(written, format=kind)
    return written.getvalue()


def kitty_commands(sent: str) -> list[tuple[dict[str, str], str]]:
    """Keys and data of each of kitty's sequences in what was sent."""
    return [(dict(pair.split("=") for pair in keys.split(",")), data or "") for keys, data in KITTY.findall(sent)]


def kitty_shows(sent: str) -> tuple[dict[str, str], Image.Image]:
    """The first keys, and the picture that kitty makes of its pieces."""
    pieces = [(keys, data) for keys, data in kitty_commands(sent) if keys.get("a", "T") == "T"]
    assert [keys["m"] for keys, _data in pieces] == ["1"] * (len(pieces) - 1) + ["0"]
    assert all(keys["q"] == "2" for keys, _data in pieces)
    assert all(len(data) <= 4096 and len(data) % 4 == 0 for _keys, data in pieces)
    assert all(set(keys) == {"q", "m"} for keys, _data in pieces[1:])
    return pieces[0][0], Image.open(BytesIO(b64decode("".join(data for _keys, data in pieces)))).convert("RGB")


def sixel_shows(sent: str) -> Image.Image:
    """The picture that a terminal makes of sixels; what they leave out is magenta."""
    match = SIXEL.fullmatch(sent)
    assert match is not None
    width, height = int(match[1]), int(match[2])
    picture = Image.new("RGB", (width, height), "magenta")
    colours: dict[int, tuple[int, ...]] = {}
    colour, x, top, at = 0, 0, 0, 0
    while at < len(match[3]):
        part = SIXEL_PART.match(match[3], at)
        assert part is not None, match[3][at : at + 20]
        at = part.end()
        number, red, green, blue, times, repeated, signs, move = part.groups()
        if red is not None:
            colours[int(number)] = tuple(round(int(share) * 255 / 100) for share in (red, green, blue))
        elif number is not None:
            colour = int(number)
        elif move is not None:
            x, top = 0, top + (6 if move == "-" else 0)
        for sign in repeated * int(times) if times else signs or "":
            for line in range(6):
                if ord(sign) - 63 >> line & 1:
                    assert top + line < height
                    picture.putpixel((x, top + line), colours[colour])
            x += 1
    return picture
