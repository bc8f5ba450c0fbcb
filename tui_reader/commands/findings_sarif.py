"""What was found as SARIF 2.1.0, for code scanning and for editors.

Columns are code points. Paths are relative to the working directory, which is to be the top of the repository.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from tui_reader import __version__
from tui_reader.commands.findings import CheckedLog
from tui_reader.commands.rule_page import rule_page
from tui_reader.commands.safe_json import to_json
from tui_reader.core.diagnostic import Diagnostic, Fix, Severity
from tui_reader.core.document import Span
from tui_reader.core.rule import RULES, Rule
from tui_reader.core.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif_lines(logs: Sequence[CheckedLog]) -> Iterator[str]:
    """A log of one run."""
    numbers = {code: number for number, code in enumerate(RULES)}
    run = {
        "tool": {
            "driver": {
                "name": "readtui",
                "semanticVersion": __version__,
                "rules": [_descriptor(rule) for rule in RULES.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(log, diagnostic, numbers[diagnostic.rule]) for log in logs for diagnostic in log.diagnostics
        ],
    }
    yield to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    """What ``rule`` is, in English."""
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.code.split("-")),
        "shortDescription": _message(f"{rule.what}."),
        "fullDescription": _message(f"{rule.what}. {rule.why}"),
        "help": _message(f"{rule.what}. {rule.why}") | {"markdown": _braces_doubled(rule_page(rule, translate=str))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.part]},
    }


def _result(log: CheckedLog, diagnostic: Diagnostic, rule_number: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rule_number,
        "level": LEVELS[diagnostic.severity],
        "message": _message(str(diagnostic.message)),
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(log)},
                    "region": {
                        "startLine": diagnostic.line,
                        "startColumn": diagnostic.column,
                        "endLine": diagnostic.end_line,
                        "endColumn": diagnostic.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {"ruleAndLine/v1": _fingerprint(log, diagnostic)},
    }
    if diagnostic.fix is not None and _is_text(diagnostic.fix):
        result["fixes"] = [_fix(log, diagnostic, diagnostic.fix)]
    return result


def _fix(log: CheckedLog, diagnostic: Diagnostic, fix: Fix) -> dict[str, Any]:
    command = "readtui check --fix" if fix.safe else "readtui check --fix --unsafe"
    return {
        "description": _message(f"Mend {diagnostic.rule} as {command} does."),
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(log)},
                "replacements": [
                    {"deletedRegion": _region(log, edit.span), "insertedContent": {"text": edit.new_text}}
                    for edit in fix.edits
                ],
            }
        ],
        "properties": {"safe": fix.safe},
    }


def _region(log: CheckedLog, span: Span) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), log.places(span), strict=True))


def _is_text(fix: Fix) -> bool:
    """Whether what ``fix`` writes is characters alone: SARIF has no place for bytes that are not UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for edit in fix.edits for character in edit.new_text)


def _fingerprint(log: CheckedLog, diagnostic: Diagnostic) -> str:
    """What stays the same of a finding when others write entries above it: its rule, and the line that it begins in."""
    line = log.lines.line(diagnostic.line).of(log.text)
    return sha256(f"{diagnostic.rule}\n{line}".encode("utf-8", "surrogateescape")).hexdigest()


def _uri(log: CheckedLog) -> str:
    path = quote(os.fsencode(log.path_from_here))
    return f"file://{'' if path.startswith('/') else '/'}{path}" if os.path.isabs(log.path_from_here) else path


def _message(text: str) -> dict[str, str]:
    return {"text": _braces_doubled(visible(text, keep_newlines=True))}


def _braces_doubled(text: str) -> str:
    """``text`` as SARIF writes it: a single brace would begin or end a placeholder."""
    return text.replace("{", "{{").replace("}", "}}")
