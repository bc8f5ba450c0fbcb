"""What all screens have in common: they are styled once when they are opened, and no size of the terminal is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast
from weakref import WeakKeyDictionary

from textual import events, on
from textual.binding import Binding
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from tui_reader.ui.finished_lines import FinishedLines

if TYPE_CHECKING:
    from tui_reader.ui.quiet_app import QuietApp

Bound: TypeAlias = list[tuple[DOMNode, str, Binding]]
"""Who has what bound to which key, those with the focus first."""


class QuietScreen(Screen[ScreenResultType]):
    """A screen that has its layout from the beginning, and looks its styles up once."""

    _was_shown = False

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._styles_cache = FinishedLines()
        self._bound: WeakKeyDictionary[DOMNode, Bound] = WeakKeyDictionary()
        """What is bound by the widget that has the focus."""
        self._bound_in: object = None
        """The keymap that this is so with."""

    def working_bindings(self) -> list[Binding]:
        """The bindings that do something now, as far as the app offers them, of the keys that may be shown.

        The same as of Textual's ``active_bindings``. That asks about all others, too, and puts together anew what is
        bound whenever it is asked for.
        """
        app = cast("QuietApp", self.app)
        found: dict[str, tuple[Binding, bool]] = {}
        for node, key, binding in self._shown_bound():
            if key in found and (found[key][0].priority or not binding.priority):
                continue
            state = app.state_of(binding.action, node)
            if state is not False:
                found[key] = binding, bool(state)
        return [binding for binding, is_enabled in found.values() if is_enabled and app.offers(binding)]

    def _shown_bound(self) -> Bound:
        """What is bound to the keys that are shown if they do anything."""
        keymap = cast("QuietApp", self.app).keymap
        if keymap is not self._bound_in:
            self._bound_in = keymap
            self._bound.clear()
        focused: Widget = self.focused or self
        bound = self._bound.get(focused)
        if bound is None:
            chain = [(node, key, binding) for node, bindings in self._modal_binding_chain for key, binding in bindings]
            shown = {key for _node, key, binding in chain if binding.show}
            bound = [(node, key, binding) for node, key, binding in chain if key in shown]
            if not focused.check_consume_key("a", "a"):
                # What is typed into takes keys for itself, and not always the same.
                self._bound[focused] = bound
        return bound

    def suit(self, size: Size) -> None:
        """Take the layout for a terminal of ``size``, before anything is styled; Textual does when all is drawn."""
        for cells, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [layout for layout in breakpoints or () if layout[0] <= cells]
            if fitting:
                self.add_class(max(fitting)[1], update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Look up no styles when the screen is opened: its widgets have just looked up theirs."""
        if not self._was_shown:
            self._was_shown = True
            event.refresh_styles = False

    @on(events.Resize)
    def take_size_of_terminal(self, event: events.Resize) -> None:
        """Take the size that the terminal has by now.

        A screen tells itself of each size that it was laid out for. Of two sizes that wait, Textual keeps the one that
        was told last, and that may be this one, though the terminal has another since.
        """
        if event.size != self.app.size:
            self.post_message(events.Resize(self.app.size, self.app.size))
