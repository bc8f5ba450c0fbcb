"""A week for the group meeting, or what the filter leaves, as a text to read, to copy, and to write to a file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters.digest_markdown import paper_markdown
from tui_reader.adapters.digest_words import (
    counts_of,
    heading_of_silent,
    names,
    reader_name,
    title_of,
    words_of,
)
from tui_reader.adapters.digests import Digester, file_name, form_of
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import Library
from tui_reader.adapters.written_page import write_page
from tui_reader.core.digest import Digest
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.visible import visible
from tui_reader.core.weeks import Week
from tui_reader.ui.background import read_headers
from tui_reader.ui.entry_view import ENTRY_LOOKS
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.path_screen import PathScreen
from tui_reader.ui.prose import prose
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import Line, Run, fit, line_width, wrap

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

DIGEST = Binding.Group(N_("A week for the group meeting"))

TITLE, META, HEADING, RULE, MISSING = (frozenset((role,)) for role in ("title", "meta", "heading", "rule", "missing"))


class DigestView(TextPane):
    """Shows a digest, and scrolls through it."""

    # What is read here looks as it does in the reading pane.
    LOOKS = ENTRY_LOOKS
    UNDERLINED = frozenset({"match"})

    def __init__(self) -> None:
        super().__init__()
        self.digest: Digest | None = None
        self._remark = ""

    def show(self, digest: Digest, remark: str = "") -> None:
        """Show ``digest`` from its beginning, with a ``remark`` on why it is this one."""
        self.digest, self._remark = digest, remark
        self.text_changed(from_the_top=True)

    def lay_out(self, width: int) -> Sequence[Line]:
        """The digest in lines of at most ``width`` cells."""
        digest = self.digest
        if digest is None:
            return ()
        lines = [*wrap([Run(visible(title_of(digest)), TITLE)], width), *wrap([Run(counts_of(digest), META)], width)]
        if self._remark:
            lines += wrap([Run(self._remark, MISSING)], width)
        if digest.is_empty:
            lines += [[], [Run(_("Nothing was logged in this week."), MISSING)]]
        if digest.reasons:
            lines += [[], [Run(_("Said why not"), HEADING)]]
            for reason in digest.reasons:
                lines += wrap([Run(visible(words_of(reason, digest)))], width)
        if digest.silent:
            lines += [[], [Run(heading_of_silent(digest), HEADING)]]
            lines += wrap([Run(visible(names(digest.silent)))], width)
        for part in digest.parts:
            name = [Run("── ", RULE), Run(fit(visible(reader_name(part.reader)), width - 6), META), Run(" ", RULE)]
            lines += [[], [*name, Run("─" * (width - line_width(name)), RULE)]]
            for number, logged in enumerate(part.papers):
                lines += [[]] if number else []
                lines += prose(paper_markdown(logged, lambda _logged, address: address, is_dense=True), width)
        return lines


class DigestScreen(QuietScreen[None]):
    """Shows week after week; at first, where there is a filter, what that leaves."""

    CSS_PATH = "digest.tcss"

    AUTO_FOCUS = "DigestView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", N_("earlier"), id="digest.earlier", tooltip=N_("The week before"), group=DIGEST),
        Binding("right", "step(1)", N_("later"), id="digest.later", tooltip=N_("The week after"), group=DIGEST),
        Binding("y", "copy", N_("copy"), id="digest.copy", tooltip=N_("Copy it as Markdown"), group=DIGEST),
        Binding(
            "w",
            "write",
            N_("write"),
            id="digest.write",
            tooltip=N_("Write it to a file: a page, Markdown, or slides"),
            group=DIGEST,
        ),
        Binding("escape,q,D", "close", N_("back"), id="digest.back"),
    ]

    def __init__(self, app: LogApp) -> None:
        super().__init__()
        self._reader = app
        self._query = " ".join(app.query_text.split())
        self._digester: Digester | None = None
        self._weeks: Sequence[Week] = ()
        self._view = DigestView()
        self._title = Words(id="title")

    def compose(self) -> ComposeResult:
        """Which log, the digest, keys."""
        yield self._title
        yield self._view
        yield KeyBar()

    def on_mount(self) -> None:
        files = names(visible(path.name) for path in self._reader.paths)
        self._title.update(" · ".join((_("A week for the group meeting"), files)))
        self._reader.library_changed.subscribe(self, self._changed)
        self.run_worker(self._make(), group="digest", exclusive=True)

    def _changed(self, _library: Library) -> None:
        self.run_worker(self._make(), group="digest", exclusive=True)

    async def _make(self) -> None:
        """Sort the entries beside the screen, and show what was shown, or the first digest there is."""
        reader, library, before = self._reader, self._reader.library, self._view.digest
        query = reader.filter_query if self._query else None

        def make() -> tuple[Digester, Sequence[Week], Sequence[int]]:
            read_headers(library)
            digester = Digester(library.logs, reader.today())
            weeks = sorted({*digester.board.weeks, digester.this_week})
            return digester, weeks, () if query is None else library.search(query, reader.today())

        digester, weeks, hits = await asyncio.to_thread(make)
        self._digester, self._weeks = digester, weeks
        if query is not None and (before is None or before.week is None):
            self._view.show(digester.of_query(hits, self._query))
        elif before is not None and before.week is not None:
            self._view.show(digester.of_week(before.week))
        else:
            latest = digester.weeks[-1] if digester.weeks else digester.this_week
            words = _("Nothing was logged this week yet; this is the last week with entries.")
            self._view.show(digester.of_week(latest), "" if latest == digester.this_week else words)

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Go to the week before (-1) or after (1); from what the filter leaves, to the last week."""
        digester, digest = self._digester, self._view.digest
        if digester is None or digest is None:
            return
        weeks = self._weeks
        if digest.week is None:
            week: Week | None = weeks[-1] if step < 0 else None
        elif step < 0:
            week = max((week for week in weeks if week < digest.week), default=None)
        else:
            week = min((week for week in weeks if week > digest.week), default=None)
        if week is not None:
            self._view.show(digester.of_week(week))
        else:
            end = _("There is no week with entries before this one.") if step < 0 else _("This is the last week.")
            self._reader.notify(end)

    def action_copy(self) -> None:
        """Copy the digest as Markdown, with figures by paths from the log's folder."""
        from tui_reader.ui.open_and_copy import copy

        digester, digest = self._digester, self._view.digest
        if digester is not None and digest is not None:
            text = digester.text(digest, "markdown", digester.logs[0].path.parent)
            copy(self._reader, text, _("Copied as Markdown"))

    def action_write(self) -> None:
        """Ask for a file, and write the digest to it, in the form that its name asks for."""
        digester, digest = self._digester, self._view.digest
        if digester is None or digest is None:
            return
        folder = digester.logs[0].path.resolve().parent.name
        # Not beside the log: what is made of it is not to be committed by accident.
        offered = Path.home() / "-".join(filter(None, (folder, file_name(digest, "html"))))

        def problem_of(path: Path) -> str:
            return "" if form_of(path) else _("Name it .html (a page), .md or .slides.md")

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.run_worker(self._write(digester, digest, path), group="write")

        question = _("Write it to which file? .html, .md or .slides.md")
        self.app.push_screen(PathScreen(question, offered, problem_of), chosen)

    async def _write(self, digester: Digester, digest: Digest, path: Path) -> None:
        def write() -> None:
            text = digester.text(digest, form_of(path) or "html", path.parent)
            write_page(path, text, [log.path for log in digester.logs])

        try:
            await asyncio.to_thread(write)
        except ReadTuiError as error:
            self._reader.notify(say(error), severity="error")
        else:
            self._reader.notify(_("Written: {path}").format(path=path))

    def action_close(self) -> None:
        """Back to the log."""
        self.dismiss()
