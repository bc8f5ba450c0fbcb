"""What is said on standard error when logs were checked or mended: how much there was, and what mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui_reader.adapters.language import _, ngettext
from tui_reader.commands.findings import CheckedLog
from tui_reader.commands.findings_text import SAFE_SIGN, UNSAFE_SIGN
from tui_reader.core.diagnostic import SEVERITIES, Diagnostic


def summary(logs: Sequence[CheckedLog]) -> str:
    """How much was found in ``logs``, and how much of it can be mended."""
    all_logs = _logs(len(logs))
    found = [diagnostic for log in logs for diagnostic in log.diagnostics]
    if not found:
        return _("No problem in {logs}.").format(logs=all_logs)
    with_problems = sum(bool(log.diagnostics) for log in logs)
    if with_problems < len(logs):
        all_logs = _("{number} of {logs}").format(number=with_problems, logs=all_logs)
    sentence = _("{problems} ({severities}) in {logs}.").format(
        problems=_problems(len(found)), severities=_severities(found), logs=all_logs
    )
    safe = sum(diagnostic.fix is not None and diagnostic.fix.safe for diagnostic in found)
    unsafe = sum(diagnostic.fix is not None and not diagnostic.fix.safe for diagnostic in found)
    if safe:
        sentence += _(" --fix mends {number} of them ({sign}).").format(number=safe, sign=SAFE_SIGN)
    if unsafe:
        sentence += _(" --fix --unsafe mends {number} more ({sign}).").format(number=unsafe, sign=UNSAFE_SIGN)
    return sentence


def mended_summary(path: str, mended: Sequence[Diagnostic]) -> str:
    """How much was mended in the log at ``path``, by rules."""
    rules = Counter(diagnostic.rule for diagnostic in mended)
    return _("{path}: {problems} mended ({rules})").format(
        path=path, problems=_problems(len(mended)), rules=_(", ").join(f"{rule} {n}" for rule, n in rules.most_common())
    )


def diff_summary(mended: int, changed_logs: int, logs: int) -> str:
    """How much ``--fix`` would mend, in how many of the logs."""
    all_logs = _logs(logs)
    if not mended:
        return _("--fix would change nothing in {logs}.").format(logs=all_logs)
    if changed_logs < logs:
        all_logs = _("{number} of {logs}").format(number=changed_logs, logs=all_logs)
    return _("--fix would mend {problems} in {logs}.").format(problems=_problems(mended), logs=all_logs)


def _logs(number: int) -> str:
    return ngettext("{number} log", "{number} logs", number).format(number=number)


def _problems(number: int) -> str:
    return ngettext("{number} problem", "{number} problems", number).format(number=number)


def _severities(found: Sequence[Diagnostic]) -> str:
    counts = Counter(diagnostic.severity for diagnostic in found)
    words = {
        "error": ngettext("{number} error", "{number} errors", counts["error"]),
        "warning": ngettext("{number} warning", "{number} warnings", counts["warning"]),
        "info": ngettext("{number} info", "{number} info", counts["info"]),
    }
    return _(", ").join(words[severity].format(number=counts[severity]) for severity in SEVERITIES if counts[severity])
