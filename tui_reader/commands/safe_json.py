"""JSON that people can read and a terminal can take."""

from __future__ import annotations

import json
import re

# JSON leaves these as they are, and a terminal would obey some of them.
CONTROLS = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def to_json(value: object, indent: int | None = None) -> str:
    """``value`` as JSON with its letters as they are, be they Chinese, and every control character escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
