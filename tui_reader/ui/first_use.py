"""Three things about the form, said when somebody opens one for the first time, and never again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.adapters.first_time import is_first_time
from tui_reader.adapters.language import _
from tui_reader.ui.key_bar import key_sign

if TYPE_CHECKING:
    from tui_reader.ui.form_screen import FormScreen


def say_first_use(form: FormScreen) -> None:
    """Say it of a new entry, until the next key."""
    if not is_first_time("form"):
        return
    keys = {active.binding.action: key_sign(active.binding.key) for active in form.active_bindings.values()}
    words = _("Paste a paper anywhere: it fills the fields. {save} saves. {back} goes back and keeps a draft.")
    form.app.notify(words.format(save=keys.get("save", ""), back=keys.get("back", "")))
