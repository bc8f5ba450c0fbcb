"""``readtui merge``: three versions of a log made one. Git calls it where two people changed a log at once."""

from __future__ import annotations

import os
from pathlib import Path

from tui_reader.adapters import store
from tui_reader.adapters.language import ngettext
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import complain
from tui_reader.commands.paths import NoSuchPathError
from tui_reader.core.document import Span
from tui_reader.core.merge import Marks, merge
from tui_reader.core.message import N_
from tui_reader.core.text_edit import TextEdit

VERB = Verb(
    "readtui merge",
    "BASE OURS THEIRS",
    N_(
        "Merge what two sides made of a log, entry by entry; the result goes to OURS.\n"
        "Git runs this by itself once readtui git-setup has told it to."
    ),
    (
        Option("--path", N_("the name of the log, for messages (git's %P)"), "NAME"),
        Option("--marker-size", N_("signs in a conflict mark (7; git's %L)"), "N"),
    ),
)


def run(arguments: Arguments) -> ExitCode:
    """Merge the three versions that ``arguments`` name."""
    given = [*arguments.positional, *arguments.trailing]
    if len(given) != 3:
        raise UsageError(N_("merge wants three versions of a log: readtui merge BASE OURS THEIRS"))
    for path in given:
        if not os.path.exists(path):
            raise NoSuchPathError(path)
    marks = Marks(_marker_size(arguments))
    base, ours, theirs = (store.load(Path(path)) for path in given)
    merged = merge(base.text, ours.text, theirs.text, marks)
    if merged.text != ours.text:
        store.save(ours.path, [TextEdit(Span(0, len(ours.text)), merged.text)], ours.fingerprint)
    if not merged.conflicts:
        return ExitCode.DONE
    complain(
        ngettext(
            "{path}: {count} conflict is left; look for {mark} and choose",
            "{path}: {count} conflicts are left; look for {mark} and choose",
            merged.conflicts,
        ).format(path=arguments.value("--path") or given[1], count=merged.conflicts, mark="<" * marks.size)
    )
    return ExitCode.CONFLICTS_LEFT


def _marker_size(arguments: Arguments) -> int:
    given = arguments.value("--marker-size") or "7"
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 1000):
        raise UsageError(N_("--marker-size {value}: write a number, as in --marker-size 7"), value=given)
    return int(given)
