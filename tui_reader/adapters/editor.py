"""The editor of the person at the keyboard: a text goes there as a file, and comes back as it was saved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from tui_reader.adapters import disk
from tui_reader.adapters.user_folders import state_folder
from tui_reader.core.message import N_, ReadTuiError

USUAL = ("sensible-editor", "nano", "vi")
"""Editors that are looked for where nobody named one."""


class EditorError(ReadTuiError):
    """There is no editor, or it could not be opened."""


class Edited(NamedTuple):
    """What came back."""

    text: str
    is_well: bool
    """Whether the editor ended without an error."""


def command(environment: Mapping[str, str] | None = None) -> list[str]:
    """The editor with its arguments: VISUAL, else EDITOR, else one that is there. Raises ``EditorError`` for none."""
    import shlex

    environment = os.environ if environment is None else environment
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(name, ""))
        except ValueError as error:
            raise EditorError(
                N_("{name} cannot be read ({reason}); mend its quotes"), name=name, reason=error
            ) from error
        if words:
            return words
    for program in USUAL:
        if found := shutil.which(program):
            return [found]
    raise EditorError(N_("there is no editor here; set EDITOR to one, as in EDITOR=vim"))


def edit_file(path: str) -> None:
    """Open the file at ``path``, which need not be there yet, in the editor, and wait. Raises ``EditorError``."""
    import subprocess

    words = command()
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        subprocess.run([*words, path], check=False)
    except OSError as error:
        raise _not_opened(words[0], error) from error


def _not_opened(editor: str, error: OSError) -> EditorError:
    pattern = N_("{editor} cannot be opened ({reason}); set EDITOR to another")
    return EditorError(pattern, editor=editor, reason=disk.reason(error))


def edit(text: str, name: str) -> Edited:
    """Open ``text`` in the editor as a file whose name ends in ``name``, wait, and give what was saved there.

    The file is removed then; if this program is killed meanwhile it stays, in the state folder's ``editing``. Raises
    ``EditorError``.
    """
    import subprocess
    import tempfile

    words = command()
    folder = state_folder()
    path = ""
    try:
        if folder is not None:
            folder = os.path.join(folder, "editing")
            with suppress(OSError):
                os.makedirs(folder, mode=0o700, exist_ok=True)
            folder = folder if os.access(folder, os.W_OK | os.X_OK) else None
        handle, path = tempfile.mkstemp(suffix=f"-{name}", prefix="readtui-", dir=folder)
        with open(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
        ended = subprocess.run([*words, path], check=False)
        with open(path, "rb") as file:
            saved = file.read().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise _not_opened(words[0], error) from error
    finally:
        if path:
            disk.remove(path)
    return Edited(saved.removeprefix("\ufeff"), ended.returncode == 0)
