"""``readtui doctor``: what there is to know of terminal, language, git and settings when something does not work."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

from tui_reader import __version__
from tui_reader.adapters.config import load_settings_file
from tui_reader.adapters.desktop import opener
from tui_reader.adapters.language import _, language, say
from tui_reader.adapters.user_folders import settings_folder, state_folder
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import is_terminal, write
from tui_reader.commands.safe_json import to_json
from tui_reader.commands.table import aligned, cell_len
from tui_reader.core.message import N_, Message, ReadTuiError
from tui_reader.core.visible import visible

VERB = Verb(
    "readtui doctor",
    "",
    N_(
        "Say what a report of a mistake has to hold: versions, terminal, widths, colours,\n"
        "language, git and settings. What is wrong is marked with an exclamation mark,\n"
        "and makes the exit code 1."
    ),
    (Option("--format", N_("how to print"), "FORMAT", ("text", "json")),),
)

LIBRARIES = ("textual", "rich", "markdown-it-py", "PyYAML", "platformdirs")

SAMPLES = (("韩一鸣", 6), ("é", 1), ("✓", 1), ("…", 1), ("한글", 4), ("🙂", 2))
"""Texts, and the cells that the program counts for them."""

VARIABLES = (
    "TERM COLORTERM TERM_PROGRAM NO_COLOR COLORFGBG TMUX STY SSH_CONNECTION LANG LC_ALL LC_CTYPE LANGUAGE READTUI_LANG"
    " READTUI_CONFIG_DIR READTUI_STATE_DIR VISUAL EDITOR"
).split()
"""What the environment may say that matters here. Addresses of people's machines are left out."""

Row = tuple[str, str, bool]
"""What it is, what it is like, and whether that is well."""


def run(arguments: Arguments) -> ExitCode:
    """Print what was found out."""
    if arguments.positional or arguments.trailing:
        raise UsageError(
            N_("doctor takes no path; leave {path} out"), path=[*arguments.positional, *arguments.trailing][0]
        )
    parts = {
        "program": list(_program()),
        "terminal": list(_terminal()),
        "language": list(_language()),
        "git": list(_git()),
        "settings": list(_settings()),
        "environment": [(name, os.environ[name], True) for name in _told(os.environ)],
    }
    if arguments.value("--format") == "json":
        found = {
            part: {name: {"value": value, "good": good} for name, value, good in rows} for part, rows in parts.items()
        }
        write(to_json(found, 2) + "\n")
    else:
        titles = {
            "program": _("Program"),
            "terminal": _("Terminal"),
            "language": _("Language"),
            "git": "git",
            "settings": _("Settings"),
            "environment": _("Environment"),
        }
        for part, rows in parts.items():
            write(f"{titles[part]}\n")
            table = [("" if good else "!", name, visible(value)) for name, value, good in rows]
            write("".join(f"  {line}\n" for line in aligned(table, None)))
    return (
        ExitCode.DONE
        if all(good for rows in parts.values() for _name, _value, good in rows)
        else ExitCode.NOTHING_FOUND
    )


def _told(environment: Mapping[str, str]) -> Iterator[str]:
    return (name for name in VARIABLES if environment.get(name) and name != "SSH_CONNECTION")


def _program() -> Iterator[Row]:
    yield "readtui", __version__, True
    yield "Python", f"{platform.python_version()} ({sys.executable})", True
    yield _("system"), platform.platform(), True
    for name in LIBRARIES:
        try:
            yield name, version(name), True
        except PackageNotFoundError:
            yield name, _("not installed"), False


def _terminal() -> Iterator[Row]:
    if not is_terminal():
        yield _("terminal"), _("standard output is none; run this in the terminal in question"), True
        return
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    yield _("size"), f"{columns}x{lines}", columns >= 40 and lines >= 12
    yield "TERM", os.environ.get("TERM", ""), os.environ.get("TERM", "dumb") != "dumb"
    yield _("colours"), _colours(), True
    yield "SSH", _("yes") if os.environ.get("SSH_CONNECTION") else _("no"), True
    around = [name for name, variable in (("tmux", "TMUX"), ("screen", "STY")) if os.environ.get(variable)]
    yield _("inside"), ", ".join(around) or "-", True
    yield _("opens links with"), opener() or _("nothing: they are shown and copied"), True
    yield _("for screen readers"), _for_screen_readers(), True
    for text, cells in SAMPLES:
        assert cell_len(text) == cells
        measured = _measured(text)
        if measured is None:
            yield _("widths"), _("the terminal does not tell where its cursor is"), True
            return
        if measured != cells:
            words = _("{text} takes {measured} cells here and is counted as {cells}: columns will not be straight")
            yield _("widths"), words.format(text=text, measured=measured, cells=cells), False
            return
    yield _("widths"), _("as they are counted"), True


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return _("none (NO_COLOR)")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "16777216"
    return "256" if "256" in os.environ.get("TERM", "") else "8 – 16"


def _for_screen_readers() -> str:
    """Whether the settings say so; those that cannot be read are complained of elsewhere."""
    try:
        is_plain = load_settings_file().settings.plain == "on"
    except ReadTuiError:
        is_plain = False
    return _("yes (plain: on)") if is_plain else _("no; readtui --plain, or plain: on in the settings")


def _measured(text: str) -> int | None:
    """The cells by which the terminal's cursor moves for ``text``; None where the terminal does not say."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    try:
        import termios
        import tty
    except ImportError:
        return None
    import re
    import select

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    answer = b""
    try:
        tty.setraw(descriptor)
        write(f"\r{text}\x1b[6n")
        while not answer.endswith(b"R") and select.select([descriptor], [], [], PATIENCE)[0]:
            answer += os.read(descriptor, 64)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        write("\r\x1b[K")
    place = re.search(rb"\x1b\[\d+;(\d+)R", answer)
    return int(place[1]) - 1 if place else None


PATIENCE = 0.5
"""Seconds that a terminal has to answer."""


def _language() -> Iterator[Row]:
    yield _("spoken"), language(), True
    yield _("encoding of output"), "UTF-8", True
    encoding = sys.stdout.encoding if sys.stdout is not None else "-"
    yield _("encoding of the locale"), encoding, True


def _git() -> Iterator[Row]:
    from pathlib import Path
    from subprocess import DEVNULL, TimeoutExpired, run

    from tui_reader.adapters import disk
    from tui_reader.adapters.git import PATIENCE as GIT_PATIENCE
    from tui_reader.adapters.git import user_name

    try:
        answer = run(
            ["git", "--version"], stdin=DEVNULL, capture_output=True, text=True, timeout=GIT_PATIENCE, check=False
        ).stdout.strip()
    except (OSError, TimeoutExpired) as error:
        reason = disk.reason(error) if isinstance(error, OSError) else str(error)
        said = say(reason) if isinstance(reason, Message) else reason
        yield "git", _("is not there ({error}); sync and merge need it").format(error=said), False
        return
    yield _("version"), answer.removeprefix("git version "), True
    yield "user.name", user_name(Path()) or _("not set; git config --global user.name sets it"), True


def _settings() -> Iterator[Row]:
    try:
        file = load_settings_file()
    except ReadTuiError as error:
        yield "settings.yaml", say(error), False
    else:
        is_there = file.path is not None and os.path.exists(file.path)
        yield (
            "settings.yaml",
            (file.path or "-") if is_there else _("{path} (not there yet)").format(path=file.path),
            True,
        )
        if file.settings.keys != "vim" or file.settings.bindings:
            from tui_reader.ui.keymap import mistakes_of

            for mistake in mistakes_of(file):
                yield _("keys"), say(mistake), False
    for what, folder in ((_("settings in"), settings_folder()), (_("drafts in"), state_folder())):
        yield what, folder or "-", folder is not None and _is_writable(folder)


def _is_writable(folder: str) -> bool:
    """Whether ``folder`` can be written in, or made."""
    while not os.path.exists(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return os.access(folder, os.W_OK | os.X_OK)
