"""The keys that step by a line, a page or half of one, or to an end, wherever there is something to step through."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui_reader.core.message import N_

STEPS = {
    "down": ("j,down", N_("Next line")),
    "up": ("k,up", N_("Previous line")),
    "page_down": ("pagedown,ctrl+f", N_("One page down")),
    "page_up": ("pageup,ctrl+b", N_("One page up")),
    "half_page_down": ("ctrl+d", N_("Half a page down")),
    "half_page_up": ("ctrl+u", N_("Half a page up")),
    "first": ("g,home", N_("To the beginning")),
    "last": ("G,end", N_("To the end")),
}
"""The keys of each step, and what it does."""


def stepping(action: str, name: str, group: Binding.Group, **other_keys: str) -> list[BindingType]:
    """The bindings of all steps to ``action``, which is told the step; their ids begin with ``name``.

    ``other_keys`` are those of steps that have others there.
    """
    return [
        Binding(
            other_keys.get(step, keys),
            f"{action}('{step}')",
            id=f"{name}.{step}",
            tooltip=words,
            show=False,
            group=group,
        )
        for step, (keys, words) in STEPS.items()
    ]
