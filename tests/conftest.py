"""What holds for all tests: examples may take as long as they need on a machine that does other things as well."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("readtui", deadline=None)
settings.load_profile("readtui")
