"""``readtui man``: the manual page of the program or of a verb, made from the tables by which the verbs are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui_reader import __version__
from tui_reader.adapters.language import _
from tui_reader.commands.arguments import HELP, Arguments, Option, UsageError, Verb
from tui_reader.commands.completion import all_verbs
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import write
from tui_reader.core.message import N_

VERB = Verb(
    "readtui man",
    "[VERB]",
    N_(
        "Print the manual page of the program, or of a verb, in troff's language.\n"
        "To read it: readtui man list | man -l -"
    ),
)

CODES = (
    (ExitCode.DONE, N_("all went well")),
    (ExitCode.NOTHING_FOUND, N_("no entry, a problem or a conflict was found, or somebody is missing")),
    (ExitCode.WRONG_USAGE, N_("a command line that makes no sense")),
    (ExitCode.FILE_PROBLEM, N_("a file that could not be read or written")),
)
"""What each exit code means."""


def run(arguments: Arguments) -> ExitCode:
    """Print the page that ``arguments`` name."""
    names = [*arguments.positional, *arguments.trailing]
    verbs = all_verbs()
    if len(names) > 1 or (names and names[0] not in verbs):
        raise UsageError(N_("name one verb: {verbs}"), verbs=", ".join(verbs))
    write(page_of_verb(names[0], verbs[names[0]]) if names else page_of_program())
    return ExitCode.DONE


def page_of_program() -> str:
    """The page about readtui, in the macros of man(7)."""
    from tui_reader.commands.main import APP, VERBS

    rows = [(f"readtui {name}", _(what)) for name, what in VERBS.items()]
    lines = [
        *_head("readtui", _("read and write the Markdown log in which a group keeps what it reads")),
        *_section(_("SYNOPSIS")),
        *_usage(APP.command, APP.takes),
        *_usage("readtui", "VERB ..."),
        *_section(_("DESCRIPTION")),
        *_prose(_(APP.help)),
        *_section(_("VERBS")),
        *_rows((name, [what]) for name, what in rows),
        *_tail(APP.options),
        *_section(_("SEE ALSO")),
        ", ".join(f"\\fBreadtui\\-{_roff(name)}\\fR(1)" for name in VERBS),
    ]
    return "".join(f"{line}\n" for line in lines)


def page_of_verb(name: str, verb: Verb) -> str:
    """The page about ``verb``, in the macros of man(7)."""
    from tui_reader.commands.main import VERBS

    lines = [
        *_head(f"readtui-{name}", _(VERBS[name])),
        *_section(_("SYNOPSIS")),
        *_usage(verb.command, verb.takes),
        *_section(_("DESCRIPTION")),
        *_prose(_(verb.help)),
        *_tail(verb.options),
        *_section(_("SEE ALSO")),
        "\\fBreadtui\\fR(1)",
    ]
    return "".join(f"{line}\n" for line in lines)


def _head(name: str, what: str) -> Iterator[str]:
    yield f'.TH "{_roff(name.upper())}" 1 "" "readtui {__version__}"'
    yield from _section(_("NAME"))
    yield f"{_roff(name)} \\- {_roff(what)}"


def _tail(options: Iterable[Option]) -> Iterator[str]:
    yield from _section(_("OPTIONS"))
    yield from _rows((_spelled(option), _(option.help).split("\n")) for option in (*options, HELP))
    yield from _section(_("EXIT STATUS"))
    yield from _rows((str(int(code)), [_(what)]) for code, what in CODES)


def _spelled(option: Option) -> str:
    names = ", ".join(filter(None, (option.short, option.name)))
    value = "|".join(option.choices) or option.value
    return f"{names} {f'[{value}]' if option.value_optional else value}".rstrip()


def _section(title: str) -> Iterator[str]:
    yield f'.SH "{_roff(title)}"'


def _usage(command: str, takes: str) -> Iterator[str]:
    yield f"\\fB{_roff(command)}\\fR {_roff(f'[OPTION]... {takes}')}"
    yield ".br"


def _prose(text: str) -> Iterator[str]:
    """``text`` as it is laid out: what is indented, and what follows a colon, keeps its lines."""
    yield ".nf"
    yield from map(_roff, text.split("\n"))
    yield ".fi"


def _rows(rows: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for name, lines in rows:
        yield ".TP"
        yield f"\\fB{_roff(name)}\\fR"
        yield from map(_roff, lines)


def _roff(text: str) -> str:
    """``text`` as troff shows it, letter by letter."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", text)
