"""Digests of the logs that are open, for the verb and for the screen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from tui_reader.adapters.digest_html import digest_html
from tui_reader.adapters.digest_markdown import FigureAddress, digest_markdown, digest_slides
from tui_reader.adapters.figure_files import FigureFiles
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import group_of_all
from tui_reader.core.digest import Digest, Logged, make_digest, weeks_with_entries
from tui_reader.core.readers import Readers
from tui_reader.core.week_board import Board, week_board
from tui_reader.core.weeks import Week, week_of

FORMS = ("markdown", "html", "slides")

ENDINGS = {"markdown": ".md", "html": ".html", "slides": ".slides.md"}


class Digester:
    """Makes digests of ``logs``, counted from the day ``today``."""

    def __init__(self, logs: Sequence[OpenLog], today: date) -> None:
        self.logs = logs
        self.today = today
        self.group = group_of_all(logs)
        self._logged = [Logged(os.fspath(log.path), entry) for log in logs for entry in log.document.entries]
        self._entries = [one.entry for one in self._logged]
        self._readers = Readers(self._entries, self.group)
        self.this_week = week_of(today.isoformat(), self.group.week_ends)
        self.weeks = weeks_with_entries(self._entries, self.group, today)
        """Those with entries, in the order of time."""

    @cached_property
    def board(self) -> Board:
        """Who read in which week."""
        return week_board(self._entries, self.group, self.today)

    def of_week(self, week: Week, hits: Sequence[int] | None = None, query: str = "") -> Digest:
        """What was read in ``week``; with a ``query``, those of its ``hits`` (all entries counted through) that are.

        Of a query nobody is said to be silent.
        """
        numbers = range(len(self._logged)) if hits is None else hits
        meant = [self._logged[number] for number in numbers]
        ends = self.group.week_ends
        of_week = [one for one in meant if one.entry.date is not None and week_of(one.entry.date, ends) == week]
        silent = [row.name for row in self.board.missing(week)] if hits is None else []
        return make_digest(of_week, self._readers, self.group, week, query, silent, week.last < self.today)

    def of_query(self, hits: Sequence[int], query: str) -> Digest:
        """What ``query`` found: its ``hits`` are indices of all entries, counted through."""
        return make_digest([self._logged[number] for number in hits], self._readers, self.group, query=query)

    def text(self, digest: Digest, form: str, folder: Path, has_remote_figures: bool = False) -> str:
        """``digest`` in one of the ``FORMS``, as it is to stand in a file of ``folder``."""
        files = {os.fspath(log.path): FigureFiles(log.path) for log in self.logs}
        if form == "html":
            return digest_html(digest, files, has_remote_figures)
        as_form = digest_slides if form == "slides" else digest_markdown
        return as_form(digest, _addresses(files, folder))


def _addresses(files: dict[str, FigureFiles], folder: Path) -> FigureAddress:
    """Where figures are found from ``folder``: those in the repository by a path, others where they are."""

    def address(logged: Logged, url: str) -> str:
        found = files[logged.log].find(url)
        if found.path is None:
            return found.address or url
        try:
            return Path(os.path.relpath(found.path, folder.resolve())).as_posix()
        except ValueError:
            return found.path.as_uri()  # on another drive

    return address


def file_name(digest: Digest, form: str) -> str:
    """What to call the file of ``digest`` where nobody says otherwise: ``reading-2024-W12.html``."""
    of_what = digest.week.name if digest.week is not None else "query"
    return f"reading-{of_what}{ENDINGS[form]}"


def form_of(path: Path) -> str | None:
    """The form that the name of a file asks for; None where it says nothing of one."""
    name = path.name.lower()
    return next((form for form in reversed(FORMS) if name.endswith(ENDINGS[form])), None)
