"""The versions that make installs: they are to be had for each Python that the project names."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
EXTRAS = ("", "dev", "pictures")
PYTHONS = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SYSTEMS = [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64")]


def _holds(requirement: Requirement, python: str, extras: tuple[str, ...] = ("",)) -> bool:
    """Tell whether ``requirement`` is one on any of the systems, with that Python."""
    return requirement.marker is None or any(
        requirement.marker.evaluate(
            {
                "python_version": python,
                "python_full_version": f"{python}.0",
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "os_name": "posix",
                "sys_platform": system,
                "platform_system": system.capitalize(),
                "platform_machine": machine,
                "extra": extra,
            }
        )
        for system, machine in SYSTEMS
        for extra in extras
    )


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _pins(python: str) -> dict[str, str]:
    """Return the pinned version of each package; a package with two is a mistake."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.startswith("#")]
    pins = [
        (canonicalize_name(pin.name), str(pin.specifier).removeprefix("=="))
        for pin in requirements
        if _holds(pin, python)
    ]
    assert len(dict(pins)) == len(pins)
    return dict(pins)


def _needed(python: str, pins: dict[str, str]) -> dict[str, list[Requirement]]:
    """Return what is needed, by name: what the packages that are installed here and pinned so say."""
    needed: dict[str, list[Requirement]] = {}
    open_ends: list[tuple[str, tuple[str, ...]]] = [("readtui", EXTRAS)]
    while open_ends:
        name, extras = open_ends.pop()
        package = _installed(name)
        if package is None or package.version != pins.get(name, package.version):
            continue
        for requirement in map(Requirement, package.requires or ()):
            if not _holds(requirement, python, extras):
                continue
            own_name = canonicalize_name(requirement.name)
            if own_name not in needed or requirement.extras:
                open_ends.append((own_name, ("", *sorted(requirement.extras))))
            needed.setdefault(own_name, []).append(requirement)
    return needed


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_needed_is_pinned_to_a_version_within_its_bounds(python: str) -> None:
    pins = _pins(python)
    needed = _needed(python, pins)
    assert {name for name in needed if name not in pins} == set()
    too_narrow = [
        str(requirement)
        for name, requirements in needed.items()
        for requirement in requirements
        if not requirement.specifier.contains(pins[name], prereleases=True)
    ]
    assert too_narrow == []


@pytest.mark.parametrize("python", PYTHONS)
def test_no_version_is_pinned_that_another_python_cannot_have(python: str) -> None:
    """What is installed here says for which Pythons it is made: pins that another Python shares are judged by that."""
    pins = _pins(python)
    packages = {name: package for name in _needed(python, pins) if (package := _installed(name))}
    assert {"textual", "rapidfuzz", "pytest"} <= packages.keys()
    wrong = [
        f"{name} {package.version}: {package.metadata['Requires-Python']}"
        for name, package in packages.items()
        if package.version == pins[name]
        and "Requires-Python" in package.metadata
        and not SpecifierSet(package.metadata["Requires-Python"]).contains(f"{python}.9")
    ]
    assert wrong == []
