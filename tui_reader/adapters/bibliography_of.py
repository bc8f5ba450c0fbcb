"""The papers of open logs as references, named as the group that writes them names venues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui_reader.adapters.chinese import Chinese
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import group_of_all

if TYPE_CHECKING:
    from tui_reader.core.reference_list import Reference


def references_of(logs: Sequence[OpenLog], wanted: Iterable[int]) -> list[Reference]:
    """The papers among the ``wanted`` entries (counted through all ``logs``), each once, in that order.

    A paper is cited by the same key whatever was asked for, and however a person has set pinyin for searching.
    """
    from tui_reader.core.reference_list import references

    entries = [entry for log in logs for entry in log.document.entries]
    return references(entries, wanted, Chinese().readings, group_of_all(logs).venues)
