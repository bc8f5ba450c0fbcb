"""What is installed from the tree: everything that the program needs, and that in working order, wherever it runs."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.bare.environments import ENVIRONMENTS, Environment, Place
from tests.documented import PAGES, ROOT, commands_on_the_sample, may_end_with

NOT_OF_THE_TREE = (".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "*.mo", "build", "dist")
CATALOGUE = "tui_reader/locale/zh_CN/LC_MESSAGES/readtui.mo"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, the wheel of it, and both installed: once, whichever process wants it first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "packages"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _build(folder)
            (folder / "done").touch()
    return folder


def _build(folder: Path) -> None:
    """Build the archive from a copy of the tree, the wheel from the archive, and install that where nothing else is."""
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*NOT_OF_THE_TREE))
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run([*hatchling, "-t", "sdist"], cwd=tree, check=True)
    (archive,) = folder.glob("*.tar.gz")
    (folder / "unpacked").mkdir()
    subprocess.run(["tar", "-xzf", str(archive), "-C", "unpacked"], cwd=folder, check=True)
    (source,) = (folder / "unpacked").iterdir()
    subprocess.run([*hatchling, "-t", "wheel"], cwd=source, check=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    (site,) = environment.glob("lib/*/site-packages")
    # By the tests' own pip, alone: one that can be told another Python is newer than that of Ubuntu 22.04.
    (site / "pip").symlink_to(Path(sysconfig.get_path("purelib"), "pip"))
    pip = [str(environment / "bin" / "python"), "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--no-compile", str(wheel)], check=True)
    # What it needs is that of the tests; a path in such a file brings no editable installation along.
    # By a link: of a path that is not ASCII, Python makes nothing in a locale that is.
    (site / "needed").symlink_to(sysconfig.get_path("purelib"))
    (site / "needed.pth").write_text("needed", encoding="utf-8")


@pytest.fixture
def wheel(built: Path) -> zipfile.ZipFile:
    (path,) = built.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_package_and_all_that_it_reads(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    endings = ("*.py", "*.tcss")
    sources = {path.relative_to(ROOT).as_posix() for ending in endings for path in (ROOT / "tui_reader").rglob(ending)}
    figures = {f"tui_reader/sample/figures/{path.name}" for path in (ROOT / "figures").iterdir()}
    sample = figures | {"tui_reader/sample/sample_log.md"}
    assert names >= sources | sample | {"tui_reader/py.typed", CATALOGUE}
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tui_reader", "readtui"}


def test_the_source_archive_can_be_built_from_and_tested(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as members:
        names = {name.split("/", 1)[1] for name in members.getnames() if "/" in name}
    needed = {"pyproject.toml", "hatch_build.py", "constraints.txt", "Makefile", "LICENSE", "README.md"}
    assert names >= needed | {"sample_log.md", "tests/test_packaging.py", CATALOGUE, CATALOGUE.replace(".mo", ".po")}
    assert not {name for name in names if name.startswith((".venv", ".git/"))}


@pytest.mark.parametrize(("page", "environment"), list(zip(PAGES, ENVIRONMENTS, strict=True)), ids=str)
def test_what_is_installed_runs_where_much_is_missing(
    built: Path, tmp_path: Path, page: str, environment: Environment
) -> None:
    """One command of each page; ``make bare`` runs all of them everywhere."""
    program = str(built / "environment" / "bin" / "readtui")
    place = Place(tmp_path / "带 空格 的 folder", environment)
    words = commands_on_the_sample(page)[0]
    assert place.faults([program, *words], may_end_with(words)) == []
    assert place.changes() == []


def test_what_is_installed_is_not_the_tree_and_speaks_chinese(built: Path, tmp_path: Path) -> None:
    program = """
import tui_reader
from tui_reader.adapters.language import _
from tui_reader.adapters.sample import sample_log
print(tui_reader.__file__, ascii(_("date")), sample_log().stat().st_size)
"""
    spoken = subprocess.run(
        [built / "environment" / "bin" / "python", "-c", program],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "READTUI_LANG": "zh_CN"},
        capture_output=True,
        text=True,
        check=True,
    )
    file, word, size = spoken.stdout.split()
    assert Path(file).is_relative_to(built / "environment")
    assert word == ascii("日期")
    assert int(size) == (ROOT / "sample_log.md").stat().st_size


def test_the_wheel_names_the_program_and_bounds_what_it_needs(wheel: zipfile.ZipFile) -> None:
    (folder,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    entry_points = wheel.read(f"{folder}/entry_points.txt").decode()
    metadata = wheel.read(f"{folder}/METADATA").decode().split("\n\n")[0].splitlines()
    assert "readtui = tui_reader.__main__:run" in entry_points
    requirements = [line for line in metadata if line.startswith("Requires-Dist:")]
    assert requirements
    assert [line for line in requirements if ">=" not in line or "<" not in line.split(";")[0]] == []
