"""What there is to read about the rules of ``check``: a page for each, the list of all, and the book that they make.

All comes from what the rules say of themselves; ``make docs`` writes the book into ``docs/``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from tui_reader.adapters.language import _
from tui_reader.commands.output import write
from tui_reader.commands.table import aligned
from tui_reader.core.check import check
from tui_reader.core.document import Document
from tui_reader.core.group import Group, Member
from tui_reader.core.message import N_
from tui_reader.core.papers import Papers
from tui_reader.core.parser import parse
from tui_reader.core.rule import RULES, Part, Rule, Similar, Standard
from tui_reader.core.visible import visible

Mends = Literal["safe", "unsafe", "no"]
"""Whether ``--fix`` mends what a rule finds, ``--fix --unsafe`` does, or nothing."""

PARTS: dict[Part, str] = {"header": N_("Header"), "body": N_("Body"), "log": N_("Log")}

MENDS: dict[Mends, str] = {
    "safe": N_("`readtui check --fix` mends it."),
    "unsafe": N_("`readtui check --fix --unsafe` mends it; look at what it did."),
    "no": N_("It has to be mended by hand."),
}

SIGNS: dict[Mends, str] = {"safe": "[*]", "unsafe": "[?]", "no": ""}

Translate = Callable[[str], str]


class _ExamplePictures:
    """The one picture that lies beside the examples."""

    address = "Images/kelp.png"

    def is_there(self, address: str) -> bool | None:
        """Whether it is at ``address``; None for the web."""
        return None if "://" in address else address == self.address

    def similar(self, address: str) -> Similar | None:
        """It, where only the case is another."""
        return Similar(self.address, certain=True) if address.casefold() == self.address.casefold() else None


def example_standard(document: Document) -> Standard:
    """What the rules' examples are held to: somebody's group, on some day of the year that they are from."""
    return Standard.of(
        document,
        today=date(2024, 3, 20),
        group=Group(members=(Member("Mira"), Member("Tom"))),
        pictures=_ExamplePictures(),
        papers=Papers([("log.md", document)]),
    )


def mends(rule: Rule) -> Mends:
    """Whether there is a fix for what ``rule`` finds: whether there is one for its example."""
    document = parse(rule.before)
    fixes = [found.fix for found in check(document, example_standard(document)) if found.rule == rule.code]
    if any(fix is not None and fix.safe for fix in fixes):
        return "safe"
    return "unsafe" if any(fix is not None for fix in fixes) else "no"


def rule_list(width: int | None) -> Iterator[str]:
    """The lines of a table of all rules: severity, code, whether it can be mended, and what is found."""
    rows = [(rule.severity, rule.code, SIGNS[mends(rule)], _(rule.what)) for rule in _by_part()]
    for line in aligned(rows, width):
        yield f"{line}\n"


def rule_page(rule: Rule, translate: Translate = _) -> str:
    """All about ``rule`` as Markdown."""
    silence = translate(
        N_(
            "To silence it for one entry, write `<!-- readtui: ignore {code} -->` in the entry or right above it; "
            "for a whole log, `<!-- readtui: ignore-file {code} -->` anywhere in it; for a group, into `.readtui.yaml` "
            "beside its logs:"
        )
    ).format(code=rule.code)
    return "\n".join((f"# {rule.code}\n", _about(rule, translate), silence, "", _fenced(_setting(rule), "yaml")))


def rule_book(translate: Translate = _) -> str:
    """The pages of all rules as one document."""
    pieces = [
        "<!-- Written by make docs, from what the rules say of themselves. -->\n<!-- readtui: ignore-file -->",
        translate(N_("[中文](rules.zh-CN.md)")),
        translate(N_("# What readtui check looks for")),
        translate(
            N_(
                "`readtui check PATH...` finds the following. `--fix` mends what is marked `[*]`, without changing "
                "anything that a person said; `--fix --unsafe` also what is marked `[?]`, where a look at the outcome "
                "is in order. `--select` and `--ignore` take these codes, the beginning of some (`date`), or `header`, "
                "`body` and `log`."
            )
        ),
        translate(
            N_(
                "A comment in the log silences rules: `<!-- readtui: ignore CODE -->` in an entry or right above it "
                "for that entry, elsewhere for its own line and the next; `<!-- readtui: ignore-file CODE -->` for the "
                "whole log. Several codes may follow each other; without any, all rules are silenced. A group can set "
                "the severity of a rule, or switch it off, in `.readtui.yaml` beside its logs:"
            )
        ),
        _fenced(_setting(RULES["summary-missing"]), "yaml").rstrip(),
        _table(translate),
    ]
    for part, headline in PARTS.items():
        pieces.append(f"## {translate(headline)}")
        pieces += [
            f"### {rule.code}\n\n{_about(rule, translate).rstrip()}" for rule in RULES.values() if rule.part == part
        ]
    return "\n\n".join(pieces) + "\n"


def _about(rule: Rule, translate: Translate) -> str:
    """What ``rule`` finds, why, how bad it is, whether it can be mended, and its example."""
    severity = translate(N_("Severity: {severity}.")).format(severity=f"`{rule.severity}`")
    return "\n".join(
        (
            _joined(_sentence(translate(rule.what)), translate(rule.why)) + "\n",
            _joined(severity, translate(MENDS[mends(rule)])) + "\n",
            translate(N_("Before:")),
            "",
            _fenced(visible(rule.before, keep_newlines=True), "markdown"),
            translate(N_("After:")),
            "",
            _fenced(visible(rule.after, keep_newlines=True), "markdown"),
        )
    )


def _by_part() -> list[Rule]:
    """All rules, those about headers first."""
    parts = list(PARTS)
    return sorted(RULES.values(), key=lambda rule: parts.index(rule.part))


def _table(translate: Translate) -> str:
    """The rules as a Markdown table with links to what is said about each."""
    head = (translate(N_("rule")), translate(N_("severity")), "`--fix`", translate(N_("what it finds")))
    rows = [
        (f"[{rule.code}](#{rule.code})", rule.severity, SIGNS[mends(rule)], translate(rule.what).replace("|", "\\|"))
        for rule in _by_part()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def _setting(rule: Rule) -> str:
    return f"check:\n  {rule.code}: off\n"


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def _joined(first: str, second: str) -> str:
    """Two sentences one behind the other; a full-width stop brings its own space."""
    return f"{first}{'' if first.endswith('。') else ' '}{second}"


def _sentence(text: str) -> str:
    """``text`` with a full stop in the manner of its language."""
    return text + ("." if text.isascii() or text[-1].isascii() else "。")


if __name__ == "__main__":
    write(rule_book())
