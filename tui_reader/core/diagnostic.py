"""What ``check`` finds: a place in a log, the rule that it breaks, and where there is one the fix."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tui_reader.core.document import Span
from tui_reader.core.message import Message
from tui_reader.core.text_edit import TextEdit

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst on."""


class Fix(NamedTuple):
    """What would mend a finding."""

    edits: tuple[TextEdit, ...]
    """Ranges in the text that was checked."""
    fields: frozenset[str] = frozenset()
    """The fields of the entry that read differently afterwards; all others read the same."""
    safe: bool = True
    """Whether it can be made without asking: nothing that a person wrote is lost or turned into something else."""


class Diagnostic(NamedTuple):
    """One finding."""

    rule: str
    """Code of the rule that found it."""
    severity: Severity
    span: Span
    """The characters of the document that are meant."""
    line: int
    """Where ``span`` begins, counted from 1."""
    column: int
    """Where ``span`` begins in its line, in characters, counted from 1."""
    message: Message
    end_line: int = 0
    """Where ``span`` ends: the line of its last character."""
    end_column: int = 0
    """Behind the last character of ``span`` in that line, in characters, counted from 1."""
    fix: Fix | None = None
    entry: int | None = None
    """Index of the entry that it is about, in ``Document.entries``; None for a finding about the log itself."""
