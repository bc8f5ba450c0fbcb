"""Keeping what stands in the search bar under a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _, say
from tui_reader.adapters.saved_searches import clean_name, load_searches, save_search
from tui_reader.core.message import ReadTuiError
from tui_reader.ui.name_screen import NameScreen

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp


def ask_and_save(app: LogApp) -> None:
    """Ask for a name, and keep the query of ``app`` under it."""
    query = " ".join(app.query_text.split())
    if not query:
        app.notify(_("There is nothing to save: type a search first."))
        return
    try:
        searches = load_searches()
    except ReadTuiError as error:
        app.notify(say(error), severity="error")
        return

    def save(name: str | None) -> None:
        if name is None:
            return
        try:
            save_search(name, query)
        except ReadTuiError as error:
            app.notify(say(error), severity="error")
            return
        saved = _('Saved as "{name}"; {key} lists what is saved.')
        app.notify(saved.format(name=clean_name(name), key=app.sign_of("searches", "apostrophe")))

    known = {kept: name for name, kept in searches.items()}
    app.push_screen(NameScreen(_("Save the search as"), known.get(query, query), replaces(searches)), save)


def replaces(searches: Mapping[str, str], but: str = "") -> Callable[[str], str]:
    """What says of a name which of ``searches`` it would take the place of; of the name ``but``, nothing."""

    def hint(name: str) -> str:
        kept = searches.get(clean_name(name))
        if kept is None or clean_name(name) == but:
            return ""
        return _("takes the place of {query}").format(query=kept)

    return hint
