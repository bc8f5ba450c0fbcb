"""The rules of the stylesheets for a widget, looked up once for each state that it is in.

Textual compares a widget with all rules whenever the focus moves or a class changes, and sets all that they say again.
A screen goes back and forth between a few states, and in each of them the rules say what they said before.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

OF_RULES = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
"""What Textual notes of a node, of the rules that may be meant for it."""


class _Known(NamedTuple):
    rules: RulesMap
    noted: tuple[bool, ...]
    """The values of ``OF_RULES``."""


class KnownStyles(Stylesheet):
    """Knows what it said before, as long as its rules are the same."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        """Take the place of ``stylesheet``, with all that it has read and worked out."""
        super().__init__()
        vars(self).update(vars(stylesheet))
        self._known: dict[tuple[object, ...], _Known] = {}
        self._known_of: object = None
        """The rules that said it."""

    def apply(
        self, node: DOMNode, *, animate: bool = False, cache: dict[tuple[object, ...], RulesMap] | None = None
    ) -> None:
        """Give ``node`` the styles that the rules have for it.

        ``animate`` as Textual has it; its ``cache``, which lasts for one look at several nodes, is not needed.
        """
        rules = self.rules
        if rules is not self._known_of:
            self._known.clear()
            self._known_of = rules
        state = _state(node)
        known = self._known.get(state)
        if known is None:
            found: dict[tuple[object, ...], RulesMap] = {}
            super().apply(node, animate=animate, cache=found)
            # What depends on the widgets beside it, or in it, is not found there.
            for of_node in found.values():
                self._known[state] = _Known(of_node, tuple(getattr(node, name) for name in OF_RULES))
            return
        for name, value in zip(OF_RULES, known.noted, strict=True):
            setattr(node, name, value)
        self.replace_rules(node, known.rules, animate=animate)
        self._process_component_classes(node)

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
        """Give ``node`` the styles of ``rules``: those that are others than it has."""
        if animate:
            super().replace_rules(node, rules, animate=True)
            return
        styles = node.styles.base
        has, wanted = styles.get_rules(), dict(rules)
        for name in has.keys() | wanted.keys():
            if has.get(name) != wanted.get(name):
                setattr(styles, name, wanted.get(name))
        node.notify_style_update()


def _state(node: DOMNode) -> tuple[object, ...]:
    """What the rules ask for: kind, name, classes and focus of ``node`` and of all that it is in."""
    path = node.css_path_nodes
    state: list[object] = [*path[0].get_pseudo_classes()]
    for above in path:
        state += (type(above), above.id, above.classes)
        if isinstance(above, Widget):
            state += (above.has_focus, above.can_focus, above.mouse_hover, above.is_disabled)
    return tuple(state)
