"""What was found as workflow commands: GitHub shows each beside its line in the pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui_reader.commands.findings import CheckedLog
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.visible import visible

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github_lines(logs: Sequence[CheckedLog]) -> Iterator[str]:
    """A command a finding, in English."""
    for log in logs:
        for diagnostic in log.diagnostics:
            yield _command(log.path_from_here, diagnostic)


def _command(path: str, diagnostic: Diagnostic) -> str:
    values = {"file": path, "line": diagnostic.line, "endLine": diagnostic.end_line}
    if diagnostic.line == diagnostic.end_line:  # GitHub knows columns within one line alone
        values |= {"col": diagnostic.column, "endColumn": diagnostic.end_column}
    values["title"] = f"readtui {diagnostic.rule}"
    properties = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in values.items())
    return f"::{COMMANDS[diagnostic.severity]} {properties}::{_escaped(visible(str(diagnostic.message)))}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
