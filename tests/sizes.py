"""How much a test does: enough for each day, and more of the same for ``make thorough``."""

from __future__ import annotations

from hypothesis import settings


def size(usual: int, *, thorough: int) -> int:
    """``usual``, or ``thorough`` where properties are shown many examples. The test is marked ``thorough``."""
    return thorough if settings.get_current_profile_name() == "thorough" else usual
