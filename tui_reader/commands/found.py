"""Which entries of logs a query means; where that is not what was typed, standard error says what is listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.adapters.library import OpenLog
from tui_reader.commands.arguments import UsageError

if TYPE_CHECKING:
    from datetime import date

    from tui_reader.core.diagnostic import Diagnostic
    from tui_reader.core.query import Query


def hits_of(logs: Sequence[OpenLog], text: str) -> Sequence[int]:
    """The indices, counted through all ``logs``, of the entries that ``text`` means. Raises ``UsageError``.

    Where nothing matches as it is written, those that were meant by their sound or by a similar word, the best first.
    """
    if not text.strip():
        return range(sum(len(log.document.entries) for log in logs))
    from datetime import date

    from tui_reader.adapters.chinese import chinese
    from tui_reader.adapters.language import say
    from tui_reader.commands.output import tell
    from tui_reader.core.finder import Finder

    query = query_of(text, date.today())
    found = Finder((log.document for log in logs), chinese()).find(query, _findings(logs, query, query.today))
    if remark := found.remark(text):
        tell(say(remark))
    return found.hits


def query_of(text: str, today: date) -> Query:
    """What ``text`` asks for. ``UsageError`` for what cannot be read, and for a rule that there is not."""
    from tui_reader.core.query import parse_query

    query = parse_query(text, today)
    if query.mistakes:
        raise UsageError(query.mistakes[0].pattern, **dict(query.mistakes[0].arguments))
    if rules := [term.value for term in query.terms if term.field == "rule"]:
        from tui_reader.commands.rule_choice import refuse_unknown

        refuse_unknown(rules)
    return query


def _findings(logs: Sequence[OpenLog], query: Query, today: date) -> Sequence[Sequence[Diagnostic]]:
    """What ``check`` finds in each entry of all ``logs``; nothing where ``query`` does not ask for it."""
    if not query.needs_findings:
        return ()
    from tui_reader.adapters.standards import papers_of, standard_of
    from tui_reader.commands.group_settings import warn_of_mistakes
    from tui_reader.core.check import by_entry, check

    warn_of_mistakes(log.path for log in logs)
    papers = papers_of(logs)
    return [
        of_entry
        for log in logs
        for of_entry in by_entry(log.document, check(log.document, standard_of(log, today, papers)))
    ]
