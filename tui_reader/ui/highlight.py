"""The words of the filter, marked where they stand in styled text."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.ui.wrap import Run, run_text

MATCH = frozenset(("match",))


def marked(runs: list[Run], words: Sequence[str]) -> list[Run]:
    """``runs`` with the role ``match`` where one of ``words``, as in ``Query.words``, stands, across runs too."""
    if not words:
        return runs
    from tui_reader.core.folding import find_words

    result: list[Run] = []
    spans = find_words(run_text(runs), words)
    index = run_start = 0
    for run in runs:
        run_end = run_start + len(run.text)
        begin = run_start
        while begin < run_end:
            while index < len(spans) and spans[index].end <= begin:
                index += 1
            inside = index < len(spans) and spans[index].start <= begin
            cut = run_end if index == len(spans) else spans[index].end if inside else spans[index].start
            end = min(run_end, cut)
            text = run.text[begin - run_start : end - run_start]
            result.append(Run(text, run.roles | MATCH if inside else run.roles, run.link))
            begin = end
        run_start = run_end
    return result
