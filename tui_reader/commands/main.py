"""The command line: finds the verb and imports that module alone; without a verb, opens the app."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from tui_reader import __version__
from tui_reader.adapters.language import _, own_choice, say, use
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb, help_text, read_arguments
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import complain, is_terminal, write
from tui_reader.core.message import N_, ReadTuiError

if TYPE_CHECKING:
    from tui_reader.adapters.config import SettingsFile

VERBS = {
    "list": N_("print the entries, or those that a query means"),
    "add": N_("write a new entry"),
    "edit": N_("change fields of an entry"),
    "delete": N_("take an entry out"),
    "check": N_("find what is wrong, and mend it"),
    "stats": N_("show who read in which week, and who is missing"),
    "digest": N_("print a week for the group meeting, also as a page and slides"),
    "export": N_("print entries as BibTeX, CSL-JSON, CSV, JSON, HTML or Markdown"),
    "rename-reader": N_("give a reader another name in all their entries"),
    "archive": N_("move old entries to another log"),
    "merge": N_("make three versions of a log one, as git asks for"),
    "sync": N_("commit, fetch, merge by entries, push"),
    "figures": N_("find figures that nobody links, and links to none; take one in"),
    "try": N_("say on one page what readtui makes of a clone"),
    "doctor": N_("say what a report of a mistake has to hold"),
    "config": N_("show all settings and where they come from"),
    "completion": N_("print what makes a shell complete all this"),
    "man": N_("print a manual page"),
    "git-setup": N_("make git merge logs by entries in a clone"),
}
"""What each verb does, by its name."""


def module_of(verb: str) -> str:
    """The name of the module that does ``verb``: its own with ``_`` for ``-``, and one behind what Python keeps."""
    name = verb.replace("-", "_")
    return f"tui_reader.commands.{name}_" if name == "try" else f"tui_reader.commands.{name}"


SILENT_VERBS = frozenset({"list"})
"""The verbs that say nothing in anybody's language unless something is wrong: they need not read the settings."""

LINES = ("auto", "local", "ssh")

APP = Verb(
    "readtui",
    "[PATH...]",
    N_("Read and write the Markdown log in which a group keeps what it reads:\none log, several, or a folder of logs."),
    (
        Option("--profile", N_("the line to the terminal: ssh sends less"), "LINE", LINES),
        Option("--no-mouse", N_("leave the mouse to the terminal")),
        Option("--plain", N_("for screen readers: the focus in words")),
        Option("--version", N_("show the version")),
    ),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what ``argv`` (without the program's name; by default that of the process) says, and give the exit code."""
    if argv is None:
        # A verb is over before its garbage would matter; looking for some while modules load takes a tenth of its time.
        gc.disable()
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.PIPE_CLOSED
    except ReadTuiError as error:
        with suppress(ReadTuiError):
            _choose_language()
        complain(say(error))
        return ExitCode.WRONG_USAGE if isinstance(error, UsageError) else ExitCode.FILE_PROBLEM
    except Exception as error:
        if os.environ.get("READTUI_TRACEBACK"):
            raise
        complain(
            _("an error of readtui itself, please report it ({error}); READTUI_TRACEBACK=1 shows where").format(
                error=f"{type(error).__name__}: {error}"
            )
        )
        return ExitCode.FILE_PROBLEM
    finally:
        if argv is None:
            gc.freeze()  # else Python looks through all that is there once more before it ends


def _run(argv: Sequence[str]) -> int:
    if argv and argv[0] in VERBS:
        verb = import_module(module_of(argv[0]))
        arguments = read_arguments(verb.VERB, argv[1:])
        if arguments.wants_help:
            _choose_language()
            write(help_text(verb.VERB))
            return ExitCode.DONE
        if argv[0] not in SILENT_VERBS:
            _choose_language()
        code: int = verb.run(arguments)
        return code
    arguments = read_arguments(APP, argv)
    file = _choose_language()
    if arguments.wants_help:
        write(f"{help_text(APP)}\n{_verbs_help()}")
        return ExitCode.DONE
    if arguments.has("--version"):
        write(f"readtui {__version__}\n")
        return ExitCode.DONE
    return _open(arguments, file)


def _choose_language() -> SettingsFile:
    """Speak as the settings say; the environment may say otherwise for this program alone.

    Gives the settings. Raises ``SettingsError``.
    """
    from tui_reader.adapters.config import load_settings_file

    file = load_settings_file()
    if file.settings.language != "auto" and not own_choice():
        use(file.settings.language)
    return file


def _verbs_help() -> str:
    width = max(map(len, VERBS))
    verbs = "\n".join(f"  {verb:<{width}}  {_(text)}" for verb, text in VERBS.items())
    headline = _("verbs (readtui VERB --help says more):")
    return f"{headline}\n{verbs}\n"


def _open(arguments: Arguments, file: SettingsFile) -> int:
    """Open the app on the logs that are named, or those of this folder; on no terminal, or a dumb one, list them."""
    from tui_reader.adapters.log_errors import NoLogInFolderError
    from tui_reader.commands.paths import logs_at

    paths = [*arguments.positional, *arguments.trailing] or ["."]
    for path in paths:
        if not os.path.exists(path) and not _create(path):
            return ExitCode.NOTHING_FOUND
    from tui_reader.commands.keyboard import take_keyboard

    if not is_terminal() or os.environ.get("TERM") == "dumb" or not take_keyboard():
        from tui_reader.commands.list import print_entries

        print_entries(paths)
        return ExitCode.DONE
    from tui_reader.ui.start import run
    from tui_reader.ui.terminal_profile import prepare, profile_of

    profile = profile_of(
        os.environ, file.settings, arguments.value("--profile"), arguments.has("--no-mouse"), arguments.has("--plain")
    )
    prepare(profile)
    try:
        logs = logs_at(paths)
    except NoLogInFolderError as error:
        from tui_reader.ui.welcome_app import ask

        logs = ask(error.path.absolute(), file, profile)
    return run(logs, file, profile) if logs else ExitCode.DONE


def _create(path: str) -> bool:
    """Ask whether the log ``path``, which does not exist, shall be created; whether it was."""
    from pathlib import Path

    from tui_reader.adapters import store
    from tui_reader.adapters.log_folder import LOG_ENDINGS
    from tui_reader.commands.paths import not_found

    can_be_created = path.lower().endswith(LOG_ENDINGS)
    if not can_be_created and "/" not in path:
        raise _no_such_verb(path)
    if not can_be_created or not (is_terminal() and sys.stdin is not None and sys.stdin.isatty()):
        raise not_found(path)
    from tui_reader.adapters.language import language
    from tui_reader.commands.output import agrees
    from tui_reader.core.template import NEW_LOGS

    if not agrees(_("{path} does not exist. Create it, with a template for a reading log? [y/N]").format(path=path)):
        return False
    store.create(Path(path), NEW_LOGS[language()])
    return True


def _no_such_verb(word: str) -> UsageError:
    from difflib import get_close_matches

    close = get_close_matches(word, VERBS, 1)
    if close:
        return UsageError(
            N_('"{word}" is neither a verb nor a file; did you mean "readtui {close}"?'), word=word, close=close[0]
        )
    return UsageError(
        N_('"{word}" is neither a verb nor a file; name a log that ends in .md, or see readtui --help'), word=word
    )
