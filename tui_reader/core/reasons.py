"""The reasons that a log's people give for not having read, to be offered to whoever did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tui_reader.core.document import Entry
from tui_reader.core.fields import fold

LONGEST = 60
"""Characters of a reason that is worth offering: longer ones are stories of one week."""


def usual_reasons(entries: Iterable[Entry], reader: str, most: int) -> list[str]:
    """At most so many reasons that ``entries`` give, each as it was last written.

    The most frequent come first; of equally frequent ones those of ``reader``, then the latest.
    """
    times: Counter[str] = Counter()
    latest: dict[str, tuple[bool, str, str]] = {}
    for entry in entries:
        note = fold(entry.note or "") if entry.kind == "no_reading" else ""
        if not note or len(note) > LONGEST:
            continue
        key = note.casefold()
        times[key] += 1
        latest[key] = max(latest.get(key, (False, "", "")), (entry.reader == reader, entry.date or "", note))
    ranked = sorted(times, key=lambda key: (times[key], latest[key]), reverse=True)
    return [latest[key][2] for key in ranked[:most]]
