"""What forms say of drafts, and of a log that others changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui_reader.adapters.drafts import KeptDraft
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog
from tui_reader.core.spelling import field_name


def when_kept(draft: KeptDraft, today: date) -> str:
    """When a draft was kept, as short as it can be said: the time today, else the day."""
    from datetime import datetime

    try:
        when = datetime.fromisoformat(draft.saved).astimezone()
    except ValueError:
        return draft.saved
    return f"{when:%H:%M}" if when.date() == today else f"{when:%Y-%m-%d %H:%M}"


def words_for_elsewhere(draft: KeptDraft, today: date) -> str:
    """What to say of a draft in a form that another program has open: if its line is dead, how to come to it."""
    words = _("A draft of {when} stands open in another readtui; if its line is dead, kill {process} gives it back.")
    return words.format(when=when_kept(draft, today), process=draft.process)


def words_for_change(log: OpenLog) -> str:
    """What to say where somebody else changed the log, and nothing here is touched by it."""
    words = _("{file} was changed meanwhile and has been read again. What you typed is here; ^S saves it.")
    return words.format(file=log.path.name)


def words_for_clash(log: OpenLog, fields: Sequence[str] = ()) -> str:
    """What to say where somebody else changed the entry that is changed here: these of its ``fields``."""
    if fields:
        words = _("{file} was changed meanwhile, this entry too ({fields}). ^S shows both versions.")
        return words.format(file=log.path.name, fields=_(", ").join(say(field_name(name)) for name in fields))
    words = _("{file} was changed meanwhile, this entry too. ^S shows both versions.")
    return words.format(file=log.path.name)


def words_for_loss(log: OpenLog) -> str:
    """What to say where somebody else took the entry out that is changed here."""
    words = _("This entry was taken out of {file} meanwhile. ^S asks whether it is to be written anew.")
    return words.format(file=log.path.name)
