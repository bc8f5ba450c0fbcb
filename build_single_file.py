"""Puts the program and all that it needs into one file, for every Python of pyproject.toml on systems like this one.

It finds itself a place to unpack wherever it runs.

python build_single_file.py build/readtui.pyz
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent
PYTHONS = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMPILED = "opencc"
"""What cannot do without what was compiled for the very Python. PyYAML and rapidfuzz are only slower."""
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


PYTHONS, SYSTEM = {PYTHONS}, {SYSTEM}
if "%d.%d" % sys.version_info[:2] not in PYTHONS:
    sys.exit("readtui.pyz is for Python %s to %s, and this is %d.%d. Name another: python%s readtui.pyz"
             % ((PYTHONS[0], PYTHONS[-1]) + sys.version_info[:2] + (PYTHONS[-1],)))
here = (os.uname().sysname, os.uname().machine) if hasattr(os, "uname") else (sys.platform, "")
if here != SYSTEM:
    sys.exit("readtui.pyz was made on %s, and this is %s. Make it on a system like this one: make single-file"
             % (" ".join(SYSTEM), " ".join(here)))
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
    with tempfile.TemporaryDirectory() as folder:
        pins = pins_of_the_oldest(Path(folder, "constraints.txt"))
        shiv = [sys.executable, "-m", "shiv", "--quiet", "--compressed", "--console-script", "readtui"]
        subprocess.run([*shiv, "--output-file", target, ROOT, "--constraint", pins], check=True)
        compiled = compiled_for_others(Path(folder), pins)
    with zipfile.ZipFile(target) as archive:
        entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with target.open("wb") as file:
        file.write(SHEBANG)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in (entries | compiled | {"__main__.py": first_program().encode()}).items():
                archive.writestr(name, data)
    target.chmod(0o755)


def first_program() -> str:
    """What runs first, with what the file is made for."""
    system = (platform.system(), platform.machine())
    return MAIN.replace("{PYTHONS}", repr(tuple(PYTHONS))).replace("{SYSTEM}", repr(system))


def pins_of_the_oldest(path: Path) -> Path:
    """Write to ``path`` which versions the oldest Python has, which are good for all, and return it."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    versions = [
        f"{pin.name}{pin.specifier}"
        for pin in pins
        if pin.marker is None or pin.marker.evaluate({"python_version": PYTHONS[0]})
    ]
    path.write_text("\n".join(versions), encoding="utf-8")
    return path


def compiled_for_others(folder: Path, pins: Path) -> dict[str, bytes]:
    """Return the files that the other Pythons need beside those of this one, by their names in the archive."""
    files: dict[str, bytes] = {}
    for python in PYTHONS:
        wheels = folder / python
        download = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "download", "--no-deps"]
        download += ["--only-binary", ":all:", "--python-version", python, "--constraint", str(pins)]
        subprocess.run([*download, "--dest", str(wheels), COMPILED], check=True)
        (path,) = wheels.glob("*.whl")
        with zipfile.ZipFile(path) as wheel:
            files |= {f"site-packages/{name}": wheel.read(name) for name in wheel.namelist() if name.endswith(".so")}
    return files


if __name__ == "__main__":
    main()
