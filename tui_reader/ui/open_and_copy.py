"""Handing an entry to the world outside: opening its links, copying its parts. Where there are several, it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.adapters import desktop
from tui_reader.adapters.language import _, say
from tui_reader.core.address import openable, zotero_library
from tui_reader.core.document import Entry
from tui_reader.ui.choice_screen import ChoiceScreen

if TYPE_CHECKING:
    from tui_reader.adapters.library import Library
    from tui_reader.ui.log_app import LogApp


def open_link_of(app: LogApp, entry: Entry) -> None:
    """Open the link of ``entry``; of several, the one that is chosen."""
    links = [link for link in entry.links if link.url]

    def chosen(number: int | None) -> None:
        if number is not None:
            open_address(app, links[number].url)

    if len(links) > 1:
        app.push_screen(
            ChoiceScreen(_("Open which link?"), [(link.label or _("link"), link.url) for link in links]), chosen
        )
    elif links:
        chosen(0)
    else:
        app.notify(_("This entry has no link."))


def open_address(app: LogApp, address: str) -> None:
    """Open ``address``, or show and copy it where it may not or cannot be opened from here."""
    safe_address, library = openable(address), zotero_library(address)
    if safe_address is None:
        copy(app, address, _("Links of this kind are not opened; copied: {address}").format(address=address))
    elif desktop.open_link(safe_address):
        words = _("Opened {address}").format(address=address)
        app.notify(words if library is None else f"{words} · {say(library)}")
    elif library is not None:
        copied = _("Copied {address}; it {needs}").format(address=address, needs=say(library))
        copy(app, address, copied)
    else:
        copy(app, address, _("No browser on this screen; copied: {address}").format(address=address))


def copy_part_of(app: LogApp, entry: Entry) -> None:
    """Copy ``entry`` as Markdown or BibTeX, or its title, link or summary, whichever is chosen."""
    all_parts = [
        (_("Markdown"), entry.markdown),
        (_("Title"), entry.title or ""),
        (_("Link"), entry.links[0].url if entry.links else ""),
        (_("Summary"), entry.summary or ""),
    ]
    library = app.library
    parts = [(name, text) for name, text in all_parts if text]
    choices = [(name, " ".join(text.split())) for name, text in parts]
    if entry.kind == "paper":
        choices.append(("BibTeX", _("for LaTeX; a log knows no authors")))

    def chosen(number: int | None) -> None:
        if number == len(parts):
            app.run_worker(_copy_bibtex(app, library, entry), group="copy", exclusive=True)
        elif number is not None:
            name, text = parts[number]
            copy(app, text, _("Copied: {part}").format(part=name))

    app.push_screen(ChoiceScreen(_("Copy what?"), choices), chosen)


async def _copy_bibtex(app: LogApp, library: Library, entry: Entry) -> None:
    """Copy ``entry`` as BibTeX, under the key by which ``readtui export`` cites it."""
    from tui_reader.adapters.bibliography_of import references_of
    from tui_reader.core.reference_list import bibtex
    from tui_reader.ui.background import apart

    def made() -> str:
        index = next(index for index, one in enumerate(library.entries) if one is entry)
        return "".join(bibtex(references_of(library.logs, [index])))

    copy(app, await apart(made), _("Copied: {part}").format(part="BibTeX"))


def copy(app: LogApp, text: str, notice: str) -> None:
    """Ask the terminal to put ``text`` on the clipboard, and say ``notice``."""
    sequence = desktop.clipboard_sequence(text)
    if sequence is None:
        app.notify(_("Too long for the terminal's clipboard"), severity="warning")
    else:
        app.write_to_terminal(sequence)
        app.notify(notice)
