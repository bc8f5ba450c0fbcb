"""A bare app with the colours that the program's widgets are drawn in, to try one of them in."""

from __future__ import annotations

from textual.app import App, ReturnType

from tui_reader.ui.themes import css_variables


class ColouredApp(App[ReturnType]):
    """Has what the program's themes have and Textual's have not."""

    def get_css_variables(self) -> dict[str, str]:
        """The colours of Textual's theme, and the others."""
        return css_variables(super().get_css_variables())
