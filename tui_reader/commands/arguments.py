"""What stands behind a verb on the command line: which options there are, reading them, and the help made from them.

Not argparse: that takes a value which begins with a dash for an option, speaks a language of its own, and takes nearly
as long to import as Python takes to start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.adapters.language import _
from tui_reader.core.message import N_, ReadTuiError

LONGEST_CHOICES = 30
"""Characters of what an option may be, to be listed beside it."""


class UsageError(ReadTuiError):
    """The command line does not say what to do."""


class Option(NamedTuple):
    """An option of a verb: ``--name value`` or ``--name=value``, the latter for a value that begins with two dashes."""

    name: str
    """With its dashes."""
    help: str
    """An English sentence, marked for translation."""
    value: str = ""
    """What its value is called in the help; empty for a switch."""
    choices: tuple[str, ...] = ()
    """The values it may have; empty for any."""
    short: str = ""
    """A second name with a single dash."""
    repeatable: bool = False
    value_optional: bool = False
    """Whether the value may be left out: then it is the empty string."""


class Verb(NamedTuple):
    """What a verb takes."""

    command: str
    """How it is called, ``readtui list``."""
    takes: str
    """What is to be typed behind that, ``PATH... [QUERY]``."""
    help: str
    """What the verb does: an English text, marked for translation."""
    options: tuple[Option, ...] = ()


class Arguments:
    """What was given to a verb."""

    def __init__(self) -> None:
        self.positional: list[str] = []
        """What is neither an option nor the value of one."""
        self.trailing: list[str] = []
        """Everything behind ``--``."""
        self.values: dict[str, list[str]] = {}
        """The values of each option that was given, by its long name."""
        self.wants_help = False

    def has(self, name: str) -> bool:
        """Whether the option ``name`` was given."""
        return name in self.values

    def value(self, name: str) -> str | None:
        """The value of the option ``name``, or None where it was not given."""
        return self.values[name][-1] if name in self.values else None


HELP = Option("--help", N_("show this help"), short="-h")


def read_arguments(verb: Verb, arguments: Sequence[str]) -> Arguments:
    """What ``arguments`` say to ``verb``; ``UsageError`` where they do not fit."""
    known = {name: option for option in (*verb.options, HELP) for name in (option.name, option.short) if name}
    given = Arguments()
    rest = list(reversed(arguments))
    while rest:
        argument = rest.pop()
        if argument == "--":
            given.trailing = rest[::-1]
            break
        if not argument.startswith("-") or argument == "-":
            given.positional.append(argument)
            continue
        name, is_joined, joined_value = argument.partition("=") if argument.startswith("--") else (argument, "", "")
        option = known.get(name)
        if option is None:
            raise _unknown_option(verb, known, name)
        if option is HELP:
            given.wants_help = True
            continue
        if not option.value:
            if is_joined:
                raise UsageError(
                    N_("{option} takes no value; leave out {value}"), option=name, value=argument[len(name) :]
                )
            value = ""
        elif is_joined:
            value = joined_value
        elif rest and rest[-1] not in known and not rest[-1].startswith("--"):
            value = rest.pop()
        elif option.value_optional:
            value = ""
        else:
            raise UsageError(N_("{option} wants a value: {option} {value}"), option=name, value=option.value)
        if option.choices and value not in option.choices:
            choices = ", ".join(option.choices)
            raise UsageError(N_("{option} {value}: choose one of {choices}"), option=name, value=value, choices=choices)
        if option.name in given.values and not option.repeatable:
            raise UsageError(N_("{option} is given twice; give it once"), option=name)
        given.values.setdefault(option.name, []).append(value)
    return given


def help_text(verb: Verb) -> str:
    """The help of ``verb`` in the user's language."""
    rows = [
        (f"{f'{option.short}, ' if option.short else '':4}{option.name} {_value_name(option)}".rstrip(), _(option.help))
        for option in (*verb.options, HELP)
    ]
    width = max(len(row[0]) for row in rows)
    options = "\n".join(f"  {name:<{width}}  {text}" for name, text in rows)
    usage, headline = _("usage:"), _("options:")
    return f"{usage} {verb.command} {verb.takes}\n\n{_(verb.help)}\n\n{headline}\n{options}\n"


def _value_name(option: Option) -> str:
    choices = "|".join(option.choices)
    name = choices if choices and len(choices) <= LONGEST_CHOICES else option.value
    return f"[{name}]" if option.value_optional else name


def _unknown_option(verb: Verb, known: dict[str, Option], name: str) -> UsageError:
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    if close:
        return UsageError(N_("there is no option {option}; did you mean {close}?"), option=name, close=close[0])
    if "--query" in known and not name.startswith("--"):
        return UsageError(
            N_("there is no option {option}; to leave out what matches it, write it behind --"), option=name
        )
    return UsageError(
        N_("there is no option {option}; {help} shows those there are"),
        option=name,
        help=f"{verb.command} --help",
    )
