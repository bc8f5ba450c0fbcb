"""What is installed from the tree: everything that the program needs, and that in working order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOT_OF_THE_TREE = (".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "*.mo", "build", "dist")
CATALOGUE = "tui_reader/locale/zh_CN/LC_MESSAGES/readtui.mo"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built from a copy of the tree."""
    tree = tmp_path_factory.mktemp("built") / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*NOT_OF_THE_TREE))
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", "dist"], cwd=tree, check=True)
    return tree / "dist"


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def test_the_wheel_holds_the_package_and_all_that_it_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tui_reader").rglob("*.py")}
    styles = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tui_reader").rglob("*.tcss")}
    assert names >= sources | styles | {"tui_reader/py.typed", "tui_reader/sample/sample_log.md", CATALOGUE}
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tui_reader", "readtui"}


def test_the_source_archive_can_be_built_from_and_tested(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as members:
        names = {name.split("/", 1)[1] for name in members.getnames()}
    needed = {"pyproject.toml", "hatch_build.py", "constraints.txt", "Makefile", "LICENSE", "README.md"}
    assert names >= needed | {"sample_log.md", "tests/test_packaging.py", CATALOGUE, CATALOGUE.replace(".mo", ".po")}
    assert not {name for name in names if name.startswith((".venv", ".git/"))}


def test_the_wheel_runs_and_speaks_chinese(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    program = "from tui_reader.adapters.language import _; print(ascii(_('date')))"
    spoken = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "READTUI_LANG": "zh_CN"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert spoken.stdout == ascii("日期") + "\n"


def test_the_wheel_names_the_program_and_bounds_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (folder,) = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
        entry_points = archive.read(f"{folder}/entry_points.txt").decode()
        metadata = archive.read(f"{folder}/METADATA").decode().split("\n\n")[0].splitlines()
    assert "readtui = tui_reader.commands.main:main" in entry_points
    requirements = [line for line in metadata if line.startswith("Requires-Dist:")]
    assert requirements
    assert [line for line in requirements if ">=" not in line or "<" not in line.split(";")[0]] == []
