"""What was found as JSON, for scripts and editors.

Lines and columns are counted from 1, columns in characters (code points); ``end_column`` is the one behind the last
character that is meant. So are those of a fix: replace all from its line and column to its end by ``new_text``, each
edit speaking of the log as it is now. ``entry_line`` is null for a finding about the log itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tui_reader.commands.findings import CheckedLog
from tui_reader.commands.safe_json import to_json
from tui_reader.core.diagnostic import Diagnostic, Fix


def json_lines(logs: Sequence[CheckedLog]) -> Iterator[str]:
    """One array, a finding a line."""
    separator = "[\n"
    for log in logs:
        for diagnostic in log.diagnostics:
            yield separator + to_json(_record(log, diagnostic))
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _record(log: CheckedLog, diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "path": log.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": str(diagnostic.message),
        "entry_line": log.entry_line(diagnostic),
        "fix": None if diagnostic.fix is None else _fix(log, diagnostic.fix),
    }


def _fix(log: CheckedLog, fix: Fix) -> dict[str, Any]:
    names = ("line", "column", "end_line", "end_column")
    edits = [dict(zip(names, log.places(edit.span), strict=True)) | {"new_text": edit.new_text} for edit in fix.edits]
    return {"safe": fix.safe, "edits": edits}
