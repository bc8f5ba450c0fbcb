"""What is found out beside the screen once all of the logs are read: counts, drafts, encodings, a group's settings."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _
from tui_reader.core.message import ReadTuiError
from tui_reader.ui.background import GivenUpError, turns
from tui_reader.ui.log_messages import LookedOver, MistakeFound, Surveyed
from tui_reader.ui.short_words import short_words

if TYPE_CHECKING:
    from tui_reader.adapters.drafts import KeptDraft
    from tui_reader.adapters.library import Library
    from tui_reader.ui.log_app import LogApp


class Surveying:
    """Counts what is in the logs and looks for what was typed, in a thread; the app hands on what is found."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self.has_draft = False
        """Whether a draft was found at the last survey."""
        self.is_read_only = False
        """Whether nothing could be saved in any log at the last survey."""
        self._was_done = False
        self._said: set[str] = set()
        """Mistakes that were told: an encoding, settings of a group."""

    def start(self) -> None:
        """Survey the library as it is now."""
        app, library = self._app, self._app.library

        def survey() -> None:
            from tui_reader.adapters import drafts
            from tui_reader.adapters.one_encoding import not_utf_8
            from tui_reader.adapters.standards import settings_mistakes
            from tui_reader.ui.section_list import count_facets

            with suppress(GivenUpError):
                give_way = turns()
                app.arranging.survey(library, give_way)
                kept = filter(None, (drafts.kept(log.path) for log in library.logs))
                draft = max(kept, key=lambda draft: draft.saved, default=None)
                elsewhere = next(filter(None, (drafts.open_elsewhere(log.path) for log in library.logs)), None)
                app.post_message(
                    Surveyed(library, count_facets(library.entries), draft, elsewhere, is_read_only(library))
                )
                for mistake in (*not_utf_8(library.logs), *settings_mistakes(log.path for log in library.logs)):
                    app.post_message(MistakeFound(mistake))
                is_prepared = app.searching.prepare(library, give_way)
                app.post_message(LookedOver(library, library.look_over(app.today())))
                if is_prepared:
                    library.prepare_sounds(give_way)

        app.run_worker(survey, thread=True)

    def take(self, found: Surveyed) -> None:
        """Show what was ``found``, unless the log changed meanwhile; a draft is offered once."""
        app = self._app
        if found.library is not app.library:
            return
        app.log_screen.show_facets(found.facets)
        self.has_draft = found.draft is not None
        self._take_rights(found.is_read_only)
        from tui_reader.ui.form_words import words_for_elsewhere

        if found.draft is not None and not self._was_done and app.screen is app.log_screen:
            self._offer(found.draft)
        elif found.open_elsewhere is not None and not self._was_done and not app.log_screen.key_bar.notice:
            app.notify(words_for_elsewhere(found.open_elsewhere, app.today()))
        self._was_done = True

    def look_at_rights(self) -> None:
        """Show whether anything can be saved by now."""
        self._take_rights(is_read_only(self._app.library))

    def _take_rights(self, is_read_only: bool) -> None:
        is_other = is_read_only != self.is_read_only
        self.is_read_only = is_read_only
        self._app.show_state()
        if is_other:
            self._app.show_hits()
            self._app.show_entry()
            for screen in self._app.screen_stack:
                screen.refresh_bindings()

    def _offer(self, draft: KeptDraft) -> None:
        """Say that something was typed and not saved, before this program began."""
        from tui_reader.ui.form_words import when_kept

        app = self._app
        if app.log_screen.key_bar.notice:
            return  # something is wrong, which has to be read first; the status line tells of the draft
        words = _("A draft of {when} is kept; {key} brings it back.")
        if len(app.library.logs) > 1:
            words = _("A draft of {when} for {file} is kept; there, {key} brings it back.")
        app.notify(
            words.format(when=when_kept(draft, app.today()), file=draft.log.name, key=app.sign_of("entry.new", "n"))
        )

    def complain(self, error: ReadTuiError) -> None:
        """Say once what is wrong with a log's encoding or a group's settings."""
        sentence = short_words(error)
        if sentence not in self._said:
            self._said.add(sentence)
            self._app.notify(sentence, severity="warning")


def is_read_only(library: Library) -> bool:
    """Whether nothing can be saved in any log of ``library``."""
    from tui_reader.adapters import store

    return bool(library.logs) and all(store.is_read_only(log.path) for log in library.logs)
