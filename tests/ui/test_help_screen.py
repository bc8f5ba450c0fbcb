from __future__ import annotations

from textual.binding import Binding
from textual.widget import Widget

from tui_reader.ui.entry_list import EntryList
from tui_reader.ui.help_screen import bindings_of, grouped_keys
from tui_reader.ui.log_screen import LogScreen

SEA = Binding.Group("Sea")
SHORE = Binding.Group("Shore")


def test_keys_stand_in_their_group_and_those_of_one_action_together() -> None:
    keys = [
        Binding("j", "swim", tooltip="Swim", group=SEA),
        Binding("down", "swim", tooltip="Swim", group=SEA),
        Binding("w", "walk", tooltip="Walk", group=SHORE),
        Binding("z", "sleep"),
    ]
    assert grouped_keys(keys) == [("Sea", [("j ↓", "Swim")]), ("Shore", [("w", "Walk")])]


def test_what_was_explained_in_one_group_is_not_explained_again() -> None:
    keys = [Binding("j", "swim", tooltip="Swim", group=SEA), Binding("j", "swim", tooltip="Swim", group=SHORE)]
    assert grouped_keys(keys) == [("Sea", [("j", "Swim")])]


def test_inherited_keys_are_explained_too() -> None:
    assert {"list.down", "entry.read"} <= {binding.id for binding in bindings_of([EntryList], {})}


def test_every_key_of_the_main_screen_has_an_id_and_an_explanation() -> None:
    own: list[type[Widget]] = [LogScreen, EntryList]
    for widget in own:
        for binding in Binding.make_bindings(widget.__dict__["BINDINGS"]):
            assert binding.id
            assert binding.tooltip
