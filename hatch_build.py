"""Building the package: message catalogues are compiled from what the translators write, for every kind of build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Writes a ``.mo`` beside each ``.po``, also where the package is installed in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the backend's form
        """Compile every catalogue of the tree that is being built."""
        for source in Path(self.root, "tui_reader", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as written_file, source.with_suffix(".mo").open("wb") as compiled_file:
                write_mo(compiled_file, read_po(written_file))
