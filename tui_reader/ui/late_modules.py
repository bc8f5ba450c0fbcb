"""Modules that Textual imports and this program needs late or never: they are loaded when somebody first uses them.

Textual's own command palette, with the list, the tree and the menu that it brings along, takes a tenth of the time to
the first picture, and this program has another one (``ui.palette``). What encrypts connections takes half as long.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

LATE = ("textual.command", "platformdirs", "uuid")
"""Of these, nothing but names is wanted while Textual is imported."""

MISSING = ("ssl",)
"""Without these, asyncio knows what to do: Python can be built without them."""


class LateClass(type):
    """What stands for a class or function of a late module: called, or asked for something, it gets the real one."""

    real_name: tuple[str, str]
    """The module and what it is called there."""

    def __call__(cls, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        """What the real one makes of the arguments."""
        return cls._real()(*arguments, **options)

    def __getattr__(cls, name: str) -> Any:  # noqa: ANN401
        """What the real one has by that name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(cls._real(), name)

    def _real(cls) -> Any:  # noqa: ANN401
        module, name = cls.real_name
        return getattr(import_module(module), name)


class LateModule(ModuleType):
    """What stands for a module."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """What stands for that of it; once it may be loaded, the real one."""
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            return LateClass(name, (), {"real_name": (self.__name__, name)})
        return getattr(import_module(self.__name__), name)


@contextmanager
def imported_late() -> Iterator[None]:
    """Within the block, what is imported gets stand-ins of late modules; afterwards everybody gets the real ones."""
    stand_ins = {name: LateModule(name) for name in LATE if name not in sys.modules}
    missing = [name for name in MISSING if name not in sys.modules]
    sys.modules.update(stand_ins)
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type]  # None means: not there
    try:
        yield
    finally:
        for name in (*stand_ins, *missing):
            del sys.modules[name]
