"""What a log's people say when they have not read: their reasons, to be offered, and their words for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tui_reader.core.document import Entry
from tui_reader.core.fields import fold
from tui_reader.core.lazy_pattern import lazy_pattern

LONGEST = 60
"""Characters of a reason that is worth offering: longer ones are stories of one week."""

PIECE = lazy_pattern(r"[^,，;；。.、：:+（）()!！]+")
# Without the typo "未精度": whoever copies it would spread it.
ONLY_NOT_READ = lazy_pattern(
    r"(?:[本这上]?周)?(?:[未没无]有?进?行?|来不及)(?:论文)?[精泛阅]?读(?:论文|文献)?"
    r"|(?:did not read|didn['’]t read|no (?:reading|papers?)(?: read)?|nothing (?:was )?read|not read)(?: this week)?",
    re.IGNORECASE,
)


def words_without_reason(entries: Iterable[Entry]) -> str:
    """The words by which most of ``entries`` say that nothing was read, and nothing of why; empty where none does."""
    pieces: Counter[str] = Counter()
    for entry in entries:
        if entry.kind == "no_reading" and entry.note:
            words = (piece.strip() for piece in PIECE.findall(fold(entry.note)))
            pieces.update(piece for piece in words if ONLY_NOT_READ.fullmatch(piece))
    return pieces.most_common(1)[0][0] if pieces else ""


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
