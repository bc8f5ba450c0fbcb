"""Run the command line: ``python -m tui_reader`` is ``readtui``."""

from __future__ import annotations

import sys

from tui_reader.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
