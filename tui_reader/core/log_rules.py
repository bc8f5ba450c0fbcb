"""The rules about the log as a whole: what entries do to each other, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui_reader.core.document import Span
from tui_reader.core.message import N_, message
from tui_reader.core.rule import Context, Finding, entry_rule

BODY = "> > Summary: It holds on to the rock.\n"
"""What stands under the header in the examples."""
# What a terminal may take for a command, and what turns the direction of a text: nothing that a person types.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


@entry_rule(
    "control-character",
    "log",
    "error",
    what=N_("A control character stands in the text"),
    why=N_("Nobody sees it, and programs stumble over it; it usually came along with something pasted."),
    before="> > [2024-03-05]-[Mira]-[How Kelp\x08 Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
)
def _control_character(context: Context) -> Iterator[Finding]:
    # The first one alone: a file that is no text at all has as many as characters.
    match = CONTROL.search(context.text, context.entry.start, context.entry.end)
    if match is not None:
        codes = " ".join(f"U+{ord(character):04X}" for character in match.group()[:8])
        yield Finding(
            Span(*match.span()),
            message(N_("A control character stands in the text ({codes}); delete it"), codes=codes),
        )
