"""An entry found again in a log that somebody else changed meanwhile."""

from __future__ import annotations

from tui_reader.core.document import Document, Entry


def find_again(entry: Entry, line: int, document: Document, before: Document | None = None) -> Entry | None:
    """What has become, in the log as it is now, of ``entry``, which began at ``line``; None if it is gone.

    One that stood beside it in the log as it was ``before`` is never taken for it.
    """
    markdown = _content_of(entry)
    nearest = sorted(document.entries, key=lambda other: abs(other.line - line))
    same = [other for other in nearest if _content_of(other) == markdown]
    if same:
        return same[0]
    known = set(map(_content_of, before.entries)) if before is not None else set()
    new = [other for other in nearest if _content_of(other) not in known]
    if entry.title or entry.note:
        said = (entry.title, entry.note, entry.reader)
        same = [other for other in new if (other.title, other.note, other.reader) == said]
    if not same and before is not None:
        same = [other for other in new if other.date and (other.date, other.reader) == (entry.date, entry.reader)]
    return same[0] if same else None


def _content_of(entry: Entry) -> str:
    return entry.markdown.rstrip("\r\n")
