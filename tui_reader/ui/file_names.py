"""What to call the logs that are open, so that each can be told from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def file_names(paths: Sequence[Path]) -> list[str]:
    """The name of each file, with as many of the folders above it as tell it from the others."""
    names = [path.name for path in paths]
    for depth in range(2, max((len(path.parts) for path in paths), default=0) + 1):
        counts = Counter(names)
        if max(counts.values()) == 1:
            break
        names = [
            "/".join(path.parts[-depth:]) if counts[name] > 1 else name for path, name in zip(paths, names, strict=True)
        ]
    return names
