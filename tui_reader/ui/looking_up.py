"""Looking a paper up for a form, beside the screen: typing and saving never wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from tui_reader.adapters.language import _, say
from tui_reader.adapters.reference_words import named
from tui_reader.core.message import ReadTuiError

if TYPE_CHECKING:
    from tui_reader.adapters.lookup import LookedUp, Wanted
    from tui_reader.ui.pasting_form import PastingForm


class LookingUp:
    """Asks the services that know papers, and fills what is empty of what they answer."""

    def __init__(self, form: PastingForm) -> None:
        self._form = form
        self._asked_with: Mapping[str, str] = {}
        """What stood in the fields when the services were asked."""

    def start(self, is_asked: bool) -> None:
        """Look up what the form says of its paper. ``is_asked``: by a key, so that it is said where nothing can be."""
        from tui_reader.adapters.looked_up import wanted_of

        contents = self._form.contents()
        wanted = wanted_of(contents["title"], contents["link"])
        if not any(wanted):
            if is_asked:
                self._say(_("There is nothing to look up yet: type a title, an arXiv number, a DOI or an address."))
            return
        self._asked_with = contents
        self._form.run_worker(
            partial(self._look_up, wanted, is_asked), thread=True, group="lookup", exclusive=True, exit_on_error=False
        )

    def _look_up(self, wanted: Wanted, is_asked: bool) -> None:
        """In a thread."""
        from tui_reader.adapters.config import Settings, load_settings
        from tui_reader.adapters.lookup import look_up

        worker = get_current_worker()
        try:
            settings = load_settings()
        except ReadTuiError:
            settings = Settings()
        if settings.lookup == "off":
            if is_asked:
                self._from_thread(self._say, _("Looking up is switched off in settings.yaml (lookup: off)."))
            return

        def asking(service: str) -> None:
            words = _("Looking up at {service} …").format(service=service)
            self._from_thread(self._say, words)

        found = look_up(wanted, settings, lambda: worker.is_cancelled, asking)
        if not worker.is_cancelled:
            self._from_thread(self._take, found)

    def _from_thread(self, act: object, *arguments: object) -> None:
        assert callable(act)
        if self._form.is_attached:
            self._form.app.call_from_thread(act, *arguments)

    def _say(self, words: str, severity: str = "information") -> None:
        if self._form.is_attached and self._form.app.screen is self._form:
            self._form.app.notify(words, severity="warning" if severity == "warning" else "information")

    def _take(self, found: LookedUp) -> None:
        """Fill what is empty; what somebody typed meanwhile stays."""
        from tui_reader.adapters.looked_up import fields_of, is_only_a_number
        from tui_reader.adapters.standards import group_of

        if not self._form.is_attached:
            return
        if found.record is None:
            why = say(found.trouble[0]) if found.trouble else ""
            self._say(
                _("Nobody knows this paper: {why}").format(why=why) if why else _("Nobody knows this paper."), "warning"
            )
            return
        contents = self._form.contents()
        fields = {
            name: text
            for name, text in fields_of(found.record, group_of(self._form.open_log).venues).items()
            if not contents[name].strip() or (name == "title" and is_only_a_number(contents[name]))
        }
        if fields:
            self._form.fill(fields)
            words = _("{service}: {fields}").format(service=found.service, fields=named(fields))
        else:
            words = _("{service} knows it; every field is filled already.").format(service=found.service)
        self._say(words)
        if contents == self._asked_with:
            # Whoever has typed meanwhile is elsewhere.
            self._form.go_on()
