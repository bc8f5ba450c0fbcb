"""The screen: Textual, and nothing that another front end would need."""

from __future__ import annotations

import os

# Textual reads this when it is first imported. With the kitty keyboard protocol on, some terminals drop the Chinese
# that an input method commits; no key of the program needs it. Whoever wants it sets the variable to 0.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
