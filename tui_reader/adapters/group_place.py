"""Where the settings of a group lie. Most logs have none, and reading them is not even imported then."""

from __future__ import annotations

import os
from pathlib import Path

from tui_reader.adapters.working_tree import folder_of, top_of

FILE_NAME = ".readtui.yaml"


def find_group_file(log: Path) -> str | None:
    """The nearest settings of a group: from the folder of ``log`` up to the top of the repository.

    Without git they can only stand beside the log. None where there are none.
    """
    folder = folder_of(log)
    top = top_of(folder) or folder
    while True:
        path = os.path.join(folder, FILE_NAME)
        if os.path.lexists(path):
            return path
        if folder == top:
            return None
        folder = os.path.dirname(folder)
