"""``readtui delete``: take one entry out of a log."""

from __future__ import annotations

from tui_reader.adapters.language import _
from tui_reader.commands.arguments import Arguments, Verb
from tui_reader.commands.change import DRY_RUN, EXPECT_TITLE, LINE, carry_out, entry_changer, log_path
from tui_reader.commands.exit_code import ExitCode
from tui_reader.core.edit import delete_entry
from tui_reader.core.message import N_

VERB = Verb(
    "readtui delete",
    "PATH --line N",
    N_("Take one entry out of a log. Everything else stays as it is."),
    (LINE, EXPECT_TITLE, DRY_RUN),
)


def run(arguments: Arguments) -> ExitCode:
    """Delete the entry that ``arguments`` mean."""
    change = entry_changer(arguments, lambda log, entry: delete_entry(log.document, entry))
    return carry_out(log_path("delete", arguments), change, arguments, _("deleted"))
