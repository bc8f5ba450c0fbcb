"""readtui: a keyboard-driven terminal app for the Markdown log in which a group keeps what it reads."""

from __future__ import annotations

__version__ = "0.1.0"
