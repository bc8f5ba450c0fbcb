"""What the app is told by the threads that read and look over its logs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.adapters.library import Library, OpenLog, Overview
from tui_reader.core.message import ReadTuiError

if TYPE_CHECKING:
    from tui_reader.adapters.drafts import KeptDraft
    from tui_reader.ui.section_list import Facet


class LogLoaded(Message):
    """A log was read from disk."""

    def __init__(self, log: OpenLog, notice: str, before: OpenLog | None, is_followed: bool = False) -> None:
        """``notice`` is what there is to say of it; ``before`` is what it takes the place of.

        ``is_followed``: nobody asked for it, but the log was found changed by others.
        """
        super().__init__()
        self.log = log
        self.notice = notice
        self.before = before
        self.is_followed = is_followed


class LogFailed(Message):
    """The log at ``path`` could not be read."""

    def __init__(self, path: Path, error: ReadTuiError, is_followed: bool) -> None:
        super().__init__()
        self.path = path
        self.error = error
        self.is_followed = is_followed


class MistakeFound(Message):
    """A log is not UTF-8, or the settings of its group cannot be read: then it is as if there were none."""

    def __init__(self, error: ReadTuiError) -> None:
        super().__init__()
        self.error = error


class Surveyed(Message):
    """Sections, readers and years of ``library`` were counted, and somebody looked for drafts."""

    def __init__(
        self,
        library: Library,
        facets: Sequence[Facet],
        draft: KeptDraft | None,
        open_elsewhere: KeptDraft | None,
        is_read_only: bool,
    ) -> None:
        """``draft`` is what was typed last and not saved; ``open_elsewhere`` what stands in another program's form.

        ``is_read_only``: nothing can be saved in any of the logs.
        """
        super().__init__()
        self.library = library
        self.facets = facets
        self.draft = draft
        self.open_elsewhere = open_elsewhere
        self.is_read_only = is_read_only


class LookedOver(Message):
    """What only a look at all of ``library`` can tell was found out."""

    def __init__(self, library: Library, overview: Overview) -> None:
        super().__init__()
        self.library = library
        self.overview = overview


class Prepared(Message):
    """There is more to show of ``library`` than when it was searched last."""

    def __init__(self, library: Library, is_all: bool = True) -> None:
        """``is_all``: it is all that there is."""
        super().__init__()
        self.library = library
        self.is_all = is_all
