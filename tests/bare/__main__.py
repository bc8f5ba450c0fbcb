"""What a colleague does with a fresh clone, where things are not as they are here: every command of README and tour.

The clone is built, installed from its source archive into an environment of its own, with what it needs from the
package index, and put into one file. Then each command runs without a home, with one that cannot be written, with
LANG=C, in a folder with spaces and Chinese in its name. Ends with 1 where anything was not as it has to be.

python -m tests.bare [--offline]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bare.environments import ENVIRONMENTS, Place
from tests.documented import PAGES, ROOT, commands_on_the_sample, may_end_with

FOLDER = "带 空格 的 folder"


def main() -> int:
    """Build, install, run, and give 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--offline", action="store_true", help="take what it needs from here; without the single file")
    offline = parser.parse_args().offline
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="readtui-bare-") as folder:
        clone = Path(folder, FOLDER, "readtui")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        program = [str(installed(clone, Path(folder, "environment"), offline))]
        wrong += tried("installed", program, Path(folder))
        if not offline:
            made = subprocess.run(["make", "single-file"], cwd=clone, capture_output=True, text=True, check=False)
            file = clone / "build" / "readtui.pyz"
            if made.returncode or not file.exists():
                wrong.append(f"make single-file: {made.stderr}")
            else:
                elsewhere = Path(folder, "elsewhere")
                elsewhere.mkdir()
                copy = shutil.copy(file, elsewhere / "readtui.pyz")
                wrong += tried("single file", [sys.executable, "-I", str(copy)], Path(folder))
    print("\n".join(wrong) or "All is well.")
    return 1 if wrong else 0


def installed(clone: Path, environment: Path, offline: bool) -> Path:
    """The program, installed from the source archive of ``clone`` into ``environment``; ``offline``, from its wheel."""
    kind = "wheel" if offline else "sdist"
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", "dist"], cwd=clone, check=True)
    (package,) = (clone / "dist").glob("readtui-*")
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    options = ["--no-deps", "--no-index"] if offline else ["--constraint", str(clone / "constraints.txt")]
    subprocess.run([environment / "bin" / "pip", "-qq", "install", *options, str(package)], check=True)
    if offline:
        (site,) = environment.glob("lib/*/site-packages")
        (site / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return environment / "bin" / "readtui"


def tried(what: str, program: Sequence[str], folder: Path) -> list[str]:
    """What is wrong with the commands of the pages, run by ``program`` in each environment."""
    wrong = []
    commands = {tuple(words): words for page in PAGES for words in commands_on_the_sample(page)}.values()
    for environment in ENVIRONMENTS:
        place = Place(folder / what / environment.name / FOLDER, environment)
        for words in [*commands, ["--version"], ["--help"], ["doctor"], ["config"], ["sample_log.md"]]:
            may_be = (0, 1) if words == ["doctor"] else may_end_with(words)
            wrong += [f"{what}, {environment.name}: {said}" for said in place.faults([*program, *words], may_be)]
        wrong += [f"{what}, {environment.name}: {said}" for said in place.changes()]
        print(f"{what}, {environment.name}: {len(commands) + 5} commands")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
