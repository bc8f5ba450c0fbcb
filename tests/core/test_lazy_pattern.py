"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from tui_reader.core.lazy_pattern import lazy_pattern


def test_a_lazy_pattern_finds_what_the_pattern_finds() -> None:
    lazy = lazy_pattern(r"(?P<year>\d{4})-(?P<month>\d\d)", re.ASCII)
    found = lazy.search("kelp, 2024-03")
    assert found is not None
    assert found["month"] == "03"
    assert found.re.groupindex["year"] == 1
    assert lazy.sub("then", "2024-03 2024-04") == "then then"
    assert lazy.pattern.startswith("(?P<year>")
    assert lazy.flags & re.ASCII


def test_a_lazy_pattern_is_compiled_when_it_is_first_used() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.match("")
