"""``readtui config``: what is set, where it comes from, and the schemas of the files in which it is set."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from tui_reader.adapters.config import SettingsFile, load_settings_file
from tui_reader.adapters.group_file import READERS, GroupFile, load_group
from tui_reader.adapters.group_place import find_group_file
from tui_reader.adapters.language import _, say
from tui_reader.adapters.setting_origins import Shown, own_settings
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import terminal_width, write
from tui_reader.commands.safe_json import to_json
from tui_reader.commands.table import aligned, cut
from tui_reader.core.message import N_
from tui_reader.core.visible import visible

VERB = Verb(
    "readtui config",
    "[PATH]",
    N_(
        "Show every setting, its value, and where that comes from: your own\n"
        "settings.yaml, the environment, the .readtui.yaml of the group that writes the\n"
        "log PATH (or a log in this folder), or nobody: then it is the usual one."
    ),
    (
        Option("--format", N_("how to print"), "FORMAT", ("table", "json")),
        Option("--schema", N_("print a JSON Schema of settings"), "FILE", ("person", "group")),
        Option("--set", N_("change a setting of your own; NAME= takes it out"), "NAME=VALUE", repeatable=True),
        Option("--keys", N_("list the keys, and those that clash")),
        Option("--path", N_("print where your own settings are, no more")),
    ),
)

VALUE_CELLS = 24
"""Width of a value in the table at most; JSON has all of it."""


def run(arguments: Arguments) -> ExitCode:
    """Print what ``arguments`` ask for. Raises ``SettingsError`` for a mistake in one of the files."""
    paths = [*arguments.positional, *arguments.trailing]
    if len(paths) > 1:
        raise UsageError(N_("{path}: one log at a time; leave out the others"), path=paths[1])
    if schema := arguments.value("--schema"):
        from tui_reader.adapters.settings_schema import group_schema, person_schema

        write(to_json(person_schema() if schema == "person" else group_schema(), indent=2) + "\n")
        return ExitCode.DONE
    if wanted := arguments.values.get("--set"):
        for pair in wanted:
            _set(pair)
        return ExitCode.DONE
    person = load_settings_file()
    if arguments.has("--keys"):
        return _print_keys(person)
    if arguments.has("--path"):
        write(f"{visible(person.path or '')}\n")
        return ExitCode.DONE
    own = list(own_settings(person))
    log = _log_at(paths[0] if paths else ".")
    group = load_group(log) or GroupFile(find_group_file(log) or "")
    agreed = [*_agreed(group)]
    if arguments.value("--format") == "json":
        write(to_json({"person": _as_json(person.path, own), "group": _as_json(group.path or None, agreed)}, 2) + "\n")
        return ExitCode.DONE
    write(_table(_("Your settings"), person.path, own))
    write("\n" + _table(_("The group's settings"), group.path or None, agreed))
    return ExitCode.DONE


def _set(pair: str) -> None:
    """Change a setting as ``pair`` says, ``NAME=VALUE``, and print what it is now."""
    from tui_reader.adapters.settings_edit import SettingNotSavedError, save_setting, valid

    name, equals, value = pair.partition("=")
    if not equals:
        raise UsageError(N_("--set {wanted}: write NAME=VALUE, as in --set language=en"), wanted=pair)
    name = name.strip()
    try:
        value = valid(name, value)
    except SettingNotSavedError as error:
        raise UsageError(error.message.pattern, **dict(error.message.arguments)) from error
    file = save_setting(name, value)
    shown = next(one for one in own_settings(file) if one.name == name)
    origin = shown.origin or _("not set")
    write(f"{name}: {visible(shown.value or '-')}  ({visible(origin)})\n")


def _print_keys(file: SettingsFile) -> ExitCode:
    """Print each binding with its keys, and complain of those that mean nothing or clash."""
    from tui_reader.commands.output import complain
    from tui_reader.ui.keymap import key_rows, keymap_of, mistakes_of

    keymap = keymap_of(file.settings)
    for line in aligned([("", *row) for row in key_rows(keymap)], terminal_width()):
        write(f"{line}\n")
    mistakes = [say(mistake) for mistake in mistakes_of(file)]
    for mistake in mistakes:
        complain(mistake)
    return ExitCode.NOTHING_FOUND if mistakes else ExitCode.DONE


def _log_at(path: str) -> Path:
    """A log, to look for settings beside it: ``path``, or any in it where it is a folder."""
    if not os.path.exists(path):
        from tui_reader.commands.paths import not_found

        raise not_found(path)
    return Path(path) / "log.md" if os.path.isdir(path) else Path(path)


def _agreed(file: GroupFile) -> Iterable[Shown]:
    """What a group agreed upon."""
    from tui_reader.adapters.settings_schema import GROUP

    for name in READERS:
        value, line = file.written.get(name, ("", 0))
        yield Shown(name, value, f"{file.path}:{line}" if line else None, GROUP[name]()["description"])


def _as_json(path: str | None, settings: Sequence[Shown]) -> dict[str, object]:
    rows = [{"name": shown.name, "value": shown.value or None, "from": shown.origin} for shown in settings]
    return {"path": path, "settings": rows}


def _table(title: str, path: str | None, settings: Sequence[Shown]) -> str:
    """The settings below the file that they are in."""
    is_there = path is not None and os.path.exists(path)
    where = _("no file") if path is None else path if is_there else _("{path} (not there yet)").format(path=path)
    rows = []
    for shown in settings:
        line = shown.origin or _("not set")
        if path is not None and line.startswith(f"{path}:"):
            line = _("line {line}").format(line=line.rpartition(":")[2])
        rows.append(("", shown.name, cut(shown.value or "-", VALUE_CELLS), line, _(shown.what)))
    lines = "".join(f"{row}\n" for row in aligned([tuple(map(visible, row)) for row in rows], terminal_width()))
    return f"{title}: {visible(where)}\n{lines}"
