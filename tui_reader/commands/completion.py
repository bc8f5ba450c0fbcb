"""``readtui completion``: what makes bash, zsh or fish complete the program's verbs, options, values and logs.

The scripts are made from the tables by which the verbs read their arguments; nothing of the program runs while a person
types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module

from tui_reader.adapters.language import _
from tui_reader.commands.arguments import HELP, Arguments, Option, UsageError, Verb
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import write
from tui_reader.core.message import N_

SHELLS = ("bash", "zsh", "fish")

VERB = Verb(
    "readtui completion",
    "bash|zsh|fish",
    N_(
        "Print what makes a shell complete verbs, options and logs.\n"
        '  bash   eval "$(readtui completion bash)" in ~/.bashrc\n'
        "  zsh    source <(readtui completion zsh) in ~/.zshrc, below compinit\n"
        "  fish   readtui completion fish | source in ~/.config/fish/config.fish"
    ),
)

FILES = ("FILE", "PATH")
"""Names of values that are files."""

PAIRS = {"FIELD=VALUE": tuple("date reader title source link figure summary note section".split())}
"""Names of values that are a name of these, an equals sign, and something."""

QUERY = tuple(
    "by: section: source: since: until: date: is:paper is:no-reading is:undated has:figure has:link has:summary"
    " has:problem rule:".split()
)
"""Beginnings of a query's terms."""


BASH_LOGS = r"""
_readtui_logs() {
    compopt -o filenames 2>/dev/null
    local path
    while IFS= read -r path; do
        COMPREPLY+=("$path")
    done < <(compgen -d -- "$1"; compgen -f -X '!*.md' -- "$1")
}
""".strip()
"""Adds the folders and the Markdown files that begin with its argument."""


def run(arguments: Arguments) -> ExitCode:
    """Print the script for the shell that ``arguments`` name."""
    shells = [*arguments.positional, *arguments.trailing]
    if len(shells) != 1 or shells[0] not in SHELLS:
        raise UsageError(N_("name the shell: readtui completion {shells}"), shells="|".join(SHELLS))
    verbs = all_verbs()
    script = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shells[0]](verbs)
    write("".join(f"{line}\n" for line in script))
    return ExitCode.DONE


def all_verbs() -> dict[str, Verb]:
    """What each verb takes, by its name."""
    from tui_reader.commands.main import VERBS, module_of

    return {name: import_module(module_of(name)).VERB for name in VERBS}


def _summaries() -> Mapping[str, str]:
    from tui_reader.commands.main import VERBS

    return {name: _(what) for name, what in VERBS.items()}


def _options(verb: Verb) -> tuple[Option, ...]:
    return (*verb.options, HELP)


def _choices(option: Option) -> tuple[str, ...]:
    """The words that the value of ``option`` may be, or may begin with."""
    return option.choices or tuple(f"{name}=" for name in PAIRS.get(option.value, ()))


def _takes_query(verb: Verb) -> bool:
    return "QUERY" in verb.takes


def _words(verb: Verb) -> tuple[str, ...]:
    """What may be typed where neither an option nor its value is wanted, files aside."""
    if "|" in verb.takes:
        return tuple(verb.takes.split("|"))
    return QUERY if _takes_query(verb) else ()


def _bash(verbs: Mapping[str, Verb]) -> Iterator[str]:
    yield BASH_LOGS
    yield "_readtui() {"
    yield "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb="
    yield "    ((COMP_CWORD > 1)) && verb=${COMP_WORDS[1]}"
    yield "    COMPREPLY=()"
    yield '    case "$verb $before" in'
    for name, verb in verbs.items():
        for option in verb.options:
            if not option.value:
                continue
            spellings = "|".join(f"'{name} {spelling}'" for spelling in (option.name, option.short) if spelling)
            if choices := _choices(option):
                nospace = "compopt -o nospace 2>/dev/null; " if choices[0].endswith("=") else ""
                reply = f"{nospace}COMPREPLY=($(compgen -W '{' '.join(choices)}' -- \"$word\"))"
            elif option.value in FILES:
                reply = 'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word")'
            else:
                reply = ":"
            stays = "" if option.value_optional else "; return"
            yield f"    {spellings}) {reply}{stays} ;;"
    yield "    esac"
    yield '    case "$verb" in'
    yield "    '')"
    yield f"        COMPREPLY=($(compgen -W '{' '.join(verbs)} --help --version' -- \"$word\"))"
    yield '        _readtui_logs "$word" ;;'
    for name, verb in verbs.items():
        options = " ".join(option.name for option in _options(verb))
        yield f"    {name})"
        yield f"        if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{options}' -- \"$word\")); return; fi"
        if words := _words(verb):
            yield "        compopt -o nospace 2>/dev/null" if _takes_query(verb) else "        :"
            yield f"        COMPREPLY=($(compgen -W '{' '.join(words)}' -- \"$word\"))"
        if "|" not in verb.takes:
            yield '        _readtui_logs "$word"'
        yield "        ;;"
    yield '    *) _readtui_logs "$word" ;;'
    yield "    esac"
    yield "}"
    yield "complete -F _readtui readtui"


def _quoted(text: str) -> str:
    """``text`` in single quotes, as zsh and fish take it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "'\\''") + "'"


def _zsh(verbs: Mapping[str, Verb]) -> Iterator[str]:
    def said(text: str) -> str:
        return re.sub(r"([\[\]:\\])", r"\\\1", text)

    logs = "_files -g '*.md(-.)' "
    yield "#compdef readtui"
    yield "_readtui() {"
    yield "    local context state state_descr line"
    yield "    typeset -A opt_args"
    yield "    if ((CURRENT == 2)); then"
    yield "        local -a verbs=("
    for name, what in _summaries().items():
        yield f"            {_quoted(f'{name}:{said(what)}')}"
    yield "        )"
    yield "        _describe -t verbs verb verbs"
    yield f"        {logs}"
    yield "        return"
    yield "    fi"
    yield "    local verb=$words[2]"
    yield "    shift words; ((CURRENT--))"
    yield "    case $verb in"
    for name, verb in verbs.items():
        yield f"    {name}) _arguments \\"
        for option in _options(verb):
            star = "*" if option.repeatable else ""
            value = ""
            if option.value or option.choices:
                colons = "::" if option.value_optional else ":"
                choices = _choices(option)
                action = f"({' '.join(choices)})" if choices else "_files" if option.value in FILES else " "
                value = f"{colons}{said(option.value or 'value')}:{action}"
            for spelling in filter(None, (option.name, option.short)):
                yield f"        {_quoted(f'{star}{spelling}[{said(_(option.help))}]{value}')} \\"
        yield f"        '*: :_readtui_{name.replace('-', '_')}' ;;"
    yield f"    *) {logs};;"
    yield "    esac"
    yield "}"
    for name, verb in verbs.items():
        yield f"_readtui_{name.replace('-', '_')}() {{"
        if words := _words(verb):
            yield f"    compadd -S '' -- {' '.join(words)}"
        if "|" not in verb.takes:
            yield f"    {logs}"
        yield "}"
    yield 'if [[ $funcstack[1] == _readtui ]]; then _readtui "$@"; else compdef _readtui readtui; fi'


def _fish(verbs: Mapping[str, Verb]) -> Iterator[str]:
    yield "complete -c readtui -e"
    yield "complete -c readtui -n __fish_use_subcommand -k -a '(__fish_complete_suffix .md)'"
    for name, what in _summaries().items():
        yield f"complete -c readtui -n __fish_use_subcommand -a {name} -d {_quoted(what)}"
    for name, verb in verbs.items():
        condition = f"-n '__fish_seen_subcommand_from {name}'"
        if words := _words(verb):
            yield f"complete -c readtui {condition} -a '{' '.join(words)}'"
        if "|" not in verb.takes:
            yield f"complete -c readtui {condition} -k -a '(__fish_complete_suffix .md)'"
        for option in _options(verb):
            short = f" -s {option.short[1:]}" if option.short else ""
            value = ""
            if choices := _choices(option):
                value = f" -x -a '{' '.join(choices)}'"
            elif option.value:
                value = " -r" if option.value in FILES else " -x"
            if option.value_optional:
                value = ""
            yield f"complete -c readtui {condition}{short} -l {option.name[2:]}{value} -d {_quoted(_(option.help))}"
