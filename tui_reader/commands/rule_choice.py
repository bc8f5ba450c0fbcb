"""Which rules an option names: by their codes, by the beginning of their codes, or by the part that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui_reader.commands.arguments import UsageError
from tui_reader.core import check  # noqa: F401 - registers the rules
from tui_reader.core.message import N_
from tui_reader.core.rule import RULES

BETWEEN = re.compile(r"[\s,]+")


def chosen_rules(option: str, values: Iterable[str]) -> list[str]:
    """The codes that ``values`` of ``option`` mean, in the order of the rules: ``link-empty,date``, ``header``.

    ``UsageError`` where a word means no rule, or there is none.
    """
    words = [word for value in values for word in BETWEEN.split(value) if word]
    if not words:
        raise UsageError(N_("{option} wants a rule; readtui check --rule lists them"), option=option)
    meant = {code for word in words for code in _meant(word)}
    return [code for code in RULES if code in meant]


def refuse_unknown(words: Iterable[str]) -> None:
    """``UsageError`` for a word that is no code of a rule and no beginning of some, as a query names them."""
    for word in words:
        if not any(f"{code}-".startswith(f"{word}-") for code in RULES):
            raise _no_such_rule(word)


def _meant(word: str) -> list[str]:
    meant = [code for code, rule in RULES.items() if rule.part == word or f"{code}-".startswith(f"{word}-")]
    if not meant:
        raise _no_such_rule(word)
    return meant


def _no_such_rule(word: str) -> UsageError:
    from difflib import get_close_matches

    close = get_close_matches(word, [*RULES, *{rule.part: None for rule in RULES.values()}], 1)
    if close:
        return UsageError(N_('there is no rule "{word}"; did you mean "{close}"?'), word=word, close=close[0])
    return UsageError(N_('there is no rule "{word}"; readtui check --rule lists those there are'), word=word)
