"""The screen: Textual, and nothing that another front end would need."""

from __future__ import annotations

import os

# Textual reads this when it is first imported. With the kitty keyboard protocol on, some terminals drop the Chinese
# that an input method commits.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
