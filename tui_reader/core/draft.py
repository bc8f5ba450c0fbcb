"""An entry that is not in a file: what a person typed."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.core.document import Kind, Link


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is not in a file: what a person typed. An empty string means that nothing was given."""

    kind: Kind = "paper"
    date: str = ""
    """ISO 8601."""
    reader: str = ""
    title: str = ""
    source: str = ""
    link: str = ""
    figure: str = ""
    summary: str = ""
    note: str = ""
    section: str = ""
    """Text of a heading of the log; empty: where the log takes its newest entry."""
    more_links: tuple[Link, ...] = ()
    """Links behind the paper's own."""
    more_figures: tuple[str, ...] = ()
    """Addresses of figures behind the first."""
