"""What a synchronisation is called: the message of its commit, and how many entries went each way."""

from __future__ import annotations

from tui_reader.adapters.language import _, ngettext
from tui_reader.core.document import Entry
from tui_reader.core.log_changes import LogChanges


def commit_message(changes: LogChanges, name: str) -> str:
    """What a commit of ``changes`` to the log ``name`` says: a line, and a list where it is more than one entry."""
    entries = [*changes.added, *changes.changed, *changes.deleted]
    if len(entries) == 1 and not changes.deleted:
        pattern = _("Add {entry}") if changes.added else _("Change {entry}")
        return pattern.format(entry=_named(entries[0])) + "\n"
    if not entries:
        return _("Update {name}").format(name=name) + "\n"
    signs = (("+", changes.added), ("*", changes.changed), ("-", changes.deleted))
    listed = "".join(f"{sign} {_named(entry)}\n" for sign, group in signs for entry in group)
    return f"{name}: {counted(changes)}\n\n{listed}"


def _named(entry: Entry) -> str:
    """An entry on one line: what, who and when, as far as it is known."""
    what = entry.title or entry.note or entry.markdown.split("\n", 1)[0].strip("> \r")
    who = ", ".join(part for part in (entry.reader, entry.date) if part)
    return f"{what} ({who})" if who else what


def counted(changes: LogChanges) -> str:
    """How many entries were added, changed and deleted; empty where none was."""
    counts = (
        (ngettext("{count} entry added", "{count} entries added", len(changes.added)), changes.added),
        (ngettext("{count} entry changed", "{count} entries changed", len(changes.changed)), changes.changed),
        (ngettext("{count} entry deleted", "{count} entries deleted", len(changes.deleted)), changes.deleted),
    )
    return ", ".join(text.format(count=len(entries)) for text, entries in counts if entries)
