"""The sample log, as a copy that one may write in."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tui_reader.adapters.user_folders import state_folder
from tui_reader.core.message import N_, ReadTuiError

PACKAGE = os.path.dirname(os.path.dirname(__file__))

LOG, FIGURES = "sample_log.md", "figures"

PLACES = (os.path.join(PACKAGE, "sample"), os.path.dirname(PACKAGE))
"""Where the sample is: in the package when that was installed, else at the top of the tree."""


class NoSampleError(ReadTuiError):
    """The sample is not there, or cannot be copied."""


def sample_log() -> Path:
    """The person's own copy of the sample, made if it is not there yet. Raises ``NoSampleError``."""
    source = next((place for place in PLACES if os.path.isfile(os.path.join(place, LOG))), None)
    folder = state_folder()
    if source is None or folder is None:
        raise NoSampleError(N_("the sample is not here; write a log of your own: readtui NAME.md"))
    target = os.path.join(folder, "sample")
    log = Path(target, LOG)
    try:
        if not log.exists():
            os.makedirs(target, mode=0o700, exist_ok=True)
            if os.path.isdir(os.path.join(source, FIGURES)):
                shutil.copytree(os.path.join(source, FIGURES), os.path.join(target, FIGURES), dirs_exist_ok=True)
            shutil.copyfile(os.path.join(source, LOG), log)
    except OSError as error:
        pattern = N_("{path}: the sample cannot be copied here ({reason}); set READTUI_STATE_DIR to another folder")
        raise NoSampleError(pattern, path=target, reason=error.strerror or str(error)) from error
    return log
