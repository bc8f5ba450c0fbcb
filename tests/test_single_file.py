"""The single file: what runs first in it. ``make bare`` makes it and runs it."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

import build_single_file
from build_single_file import PYTHONS, first_program, pins_of_the_oldest

HERE = "{}.{}".format(*sys.version_info)


def run(program: str, folder: Path) -> tuple[int, str]:
    """Run ``program`` beside what stands for all that is unpacked: the code that it ends with, and what it says."""
    (folder / "__main__.py").write_text(program, encoding="utf-8")
    (folder / "_bootstrap.py").write_text("def bootstrap():\n    print('runs')\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-B", folder], env={"HOME": str(folder)}, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_the_file_runs_on_the_pythons_that_it_is_made_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(first_program(), tmp_path) == (0, "runs")
    monkeypatch.setattr(build_single_file, "PYTHONS", ["3.7", "3.8"])
    said = f"readtui.pyz is for Python 3.7 to 3.8, and this is {HERE}. Name another: python3.8 readtui.pyz"
    assert run(first_program(), tmp_path) == (1, said)


def test_the_file_runs_on_systems_like_the_one_where_it_was_made(tmp_path: Path) -> None:
    here = f"{platform.system()} {platform.machine()}"
    program = first_program().replace(f"{tuple(here.split())!r}", "('Plan9', 'mips')")
    code, said = run(program, tmp_path)
    assert (code, said.partition(". ")[0]) == (1, f"readtui.pyz was made on Plan9 mips, and this is {here}")


def test_the_file_holds_what_the_oldest_python_can_have(tmp_path: Path) -> None:
    versions = pins_of_the_oldest(tmp_path / "pins").read_text(encoding="utf-8").splitlines()
    assert "textual==8.2.8" in versions
    assert [version for version in versions if ";" in version or "==" not in version] == []
    assert len({version.partition("==")[0] for version in versions}) == len(versions)
    assert PYTHONS[0] == "3.10"
