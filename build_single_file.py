"""Puts the program and all that it needs into one file, which finds itself a place to unpack wherever it runs.

python build_single_file.py build/readtui.pyz
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

SHEBANG = b"#!/usr/bin/env python3\n"

MAIN = """\
import os
import stat
import sys


def can_hold(folder):
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.lstat(folder)
    except OSError:
        return False
    if not hasattr(os, "geteuid"):
        return True
    # What lies there is run: among temporary files, anybody may have put a folder of its name before.
    is_private = status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o022
    return stat.S_ISDIR(status.st_mode) and is_private and os.access(folder, os.W_OK)


def place():
    import tempfile

    temporary = "readtui-%s" % (os.geteuid() if hasattr(os, "geteuid") else "")
    return next(filter(can_hold, (os.path.expanduser("~/.shiv"), os.path.join(tempfile.gettempdir(), temporary))), None)


if sys.version_info < (3, 10):
    sys.exit("readtui needs Python 3.10 or newer, and this is older. Name another: python3.12 readtui.pyz")
if not os.environ.get("SHIV_ROOT"):
    found = place()
    if found is None:
        sys.exit("readtui.pyz finds no folder of yours to unpack itself in; set SHIV_ROOT to one")
    os.environ["SHIV_ROOT"] = found

from _bootstrap import bootstrap

bootstrap()
"""
"""What runs first. Shiv's own ends with a traceback where the home cannot be written."""


def main() -> None:
    """Build the file whose path is the argument."""
    target = Path(sys.argv[1])
    target.parent.mkdir(exist_ok=True)
    shiv = [sys.executable, "-m", "shiv", "--quiet", "--compressed", "--console-script", "readtui"]
    subprocess.run([*shiv, "--output-file", target, ".", "--constraint", "constraints.txt"], check=True)
    with zipfile.ZipFile(target) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.infolist()]
    with target.open("wb") as file:
        file.write(SHEBANG)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in entries:
                archive.writestr(entry, MAIN.encode() if entry.filename == "__main__.py" else data)
    target.chmod(0o755)


if __name__ == "__main__":
    main()
