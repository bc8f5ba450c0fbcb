"""Run the command line: ``readtui``, which is ``python -m tui_reader``."""

from __future__ import annotations

import sys


def run() -> int:
    """Do what the command line says, and give the exit code: an interrupt while modules load ends quietly, too."""
    try:
        from tui_reader.commands.main import main
    except KeyboardInterrupt:
        return 130  # what ``main`` calls INTERRUPTED
    return main()


if __name__ == "__main__":
    sys.exit(run())
