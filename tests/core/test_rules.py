"""Each rule: what it finds in logs that have it, what its mend makes of them, and what its own example says."""

from __future__ import annotations

import re

import pytest

from tests.case_files import Case, cases
from tests.core.held_to import standard_of
from tui_reader.core.check import check
from tui_reader.core.mend import mend, same_but
from tui_reader.core.parser import parse
from tui_reader.core.rule import RULES, Rule

PICTURES_OF_CONTROLS = {"␍": "\r", "␈": "\x08", "␛": "\x1b"}
CASES = cases("check")
LOGS_WITH_FAULTS = [case for parameters in CASES for case in parameters.values if isinstance(case, Case)]


def with_controls(text: str) -> str:
    """``text`` with what no editor shows: control characters, and bytes that are no UTF-8 as they are read."""
    for picture, control in PICTURES_OF_CONTROLS.items():
        text = text.replace(picture, control)
    return re.sub("‹([0-9A-F]{2})›", lambda byte: chr(0xDC00 + int(byte[1], 16)), text)


def put_down(log: str) -> str:
    """What is found in ``log``, a line each, and what the safe mends make of it."""
    document = parse(log)
    standard = standard_of(document)
    lines = [
        f"{found.line}:{found.column}-{found.end_line}:{found.end_column} {found.severity} {found.rule}"
        f"{'' if found.fix is None else ' [mend]' if found.fix.safe else ' [ask]'}: {found.message}\n"
        for found in check(document, standard)
    ]
    mended = mend(document, standard).text
    return "".join(lines or ["nothing\n"]) + ("" if mended == log else f"~~~\n{mended}")


@pytest.mark.parametrize("case", CASES)
def test_a_log_is_found_to_be_as_a_careful_person_says(case: Case) -> None:
    assert put_down(with_controls(case.before)) == with_controls(case.after)


@pytest.mark.parametrize("unsafe", [False, True], ids=["what is safe", "all"])
def test_a_second_mending_changes_nothing(unsafe: bool) -> None:
    for case in LOGS_WITH_FAULTS:
        document = parse(with_controls(case.before))
        once = mend(document, standard_of(document), unsafe=unsafe)
        again = mend(once.document, standard_of(once.document), unsafe=unsafe)
        assert again.text == once.text, case.title


def test_every_rule_has_its_cases_and_a_name_that_people_can_type() -> None:
    titles = " ".join(str(parameters.id) for parameters in CASES)
    assert [code for code in RULES if f"{code}: " not in titles] == []
    assert [code for code in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_example_of_a_rule_shows_it_and_its_mend(rule: Rule) -> None:
    before, after = parse(rule.before), parse(rule.after)
    found = [finding for finding in check(before, standard_of(before)) if finding.rule == rule.code]
    assert found
    assert rule.code not in {finding.rule for finding in check(after, standard_of(after))}
    if any(finding.fix is not None for finding in found):
        mended = mend(before, standard_of(before), lambda finding: finding.rule == rule.code, unsafe=True)
        assert mended.text == rule.after


def test_the_example_of_a_rule_shows_nothing_worse_than_what_it_is_about() -> None:
    for rule in RULES.values():
        document = parse(rule.before)
        others = {finding.rule for finding in check(document, standard_of(document)) if finding.severity != "info"}
        assert others <= {rule.code}


def test_what_a_rule_says_of_itself_are_sentences() -> None:
    assert [rule.what for rule in RULES.values() if not rule.what[0].isupper() or rule.what.endswith(".")] == []
    assert [rule.why for rule in RULES.values() if not rule.why.endswith(".")] == []


def test_entries_are_the_same_but_for_what_is_named() -> None:
    first = parse("> > [2024-03-05]-[李雷]-[Kelp]-[Arxiv](https://kelp.org/1)\n").entries[0]
    other = parse("> > [2024-03-05]-[李雷]-[Kelp]-[Nature](https://kelp.org/1)\n").entries[0]
    assert same_but(first, first, ())
    assert same_but(first, other, {"source", "links"})
    assert not same_but(first, other, {"links"})
