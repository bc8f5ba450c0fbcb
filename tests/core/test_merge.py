from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_files import Case, cases
from tests.core.logs import LINE_ENDS, LOGS, TEMPLATE, any_text, log_like_text, paper
from tui_reader.core.merge import Marks, Merged, merge, merge_files
from tui_reader.core.parser import parse

HEAD = "# Kelp\n\n" + TEMPLATE + "\n### Daily\n\n> ==> 时间倒序，本次更新插入位置 <==\n"


@pytest.mark.parametrize("case", cases("merge", count=4))
def test_a_merge_comes_out_as_told(case: Case) -> None:
    ours, theirs = case.sides
    merged = merge(case.before, ours, theirs)
    assert merged.text == case.after
    assert merged.conflicts == case.after.count("<<<<<<<")


@pytest.mark.parametrize("case", cases("merge", count=4))
def test_swapped_sides_give_the_same(case: Case) -> None:
    ours, theirs = case.sides
    merged, swapped = merge(case.before, ours, theirs), merge(case.before, theirs, ours)
    assert swapped.conflicts == merged.conflicts
    if not merged.conflicts:
        assert swapped.text == merged.text


@pytest.mark.parametrize("name", LOGS)
def test_a_side_that_changed_nothing_gives_the_other(name: str) -> None:
    text = LOGS[name]
    for other_name, other in LOGS.items():
        assert merge(text, text, other) == Merged(other, 0), other_name
        assert merge(text, other, text) == Merged(other, 0), other_name
        assert merge(text, other, other) == Merged(other, 0), other_name


@given(*[any_text() | log_like_text()] * 3)
def test_any_texts_merge(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert (merged.conflicts == 0) or "<<<<<<< ours" in merged.text


# -- logs that people write at once -----------------------------------------------------------------------------------

Entries = list[str]


@st.composite
def logs(draw: st.DrawFn) -> tuple[Entries, str]:
    """The entries of a log, newest first, and what stands between them."""
    days = draw(st.lists(st.integers(1, 28), min_size=1, max_size=8, unique=True))
    separator = draw(st.sampled_from((">\n", "\n", "\n\n", "> >\n")))
    return [paper(day) for day in sorted(days, reverse=True)], separator


@st.composite
def changes(draw: st.DrawFn, entries: Entries, owned: Sequence[str], name: str) -> Entries:
    """``entries`` as somebody left them who touched none but ``owned`` and added some of their own."""
    after = list(entries)
    for entry in owned:
        deed = draw(st.sampled_from(("leave", "delete", "summary", "source", "respell", "move")))
        if deed == "delete":
            after.remove(entry)
        elif deed == "summary":
            after[after.index(entry)] = entry.replace("天。", "天，长高了。\n> > 真快。")
        elif deed == "source":
            after[after.index(entry)] = entry.replace("[Arxiv]", "[Nature 2024]")
        elif deed == "respell":
            after[after.index(entry)] = entry.replace("> > ", ">> ").replace("> >", ">>")
        elif deed == "move":
            after.remove(entry)
            after.insert(draw(st.integers(0, len(after))), entry)
    for number in range(draw(st.integers(0, 3))):
        new = paper(draw(st.integers(1, 28)), name, f"{name} {number}")
        after.insert(draw(st.integers(0, 1) | st.integers(0, len(after))), new)
    return after


@st.composite
def sides(draw: st.DrawFn) -> tuple[str, str, str]:
    """A log, and what two made of it who changed different entries."""
    entries, separator = draw(logs())
    line_end = draw(st.sampled_from(LINE_ENDS))
    first = [entry for entry in entries if draw(st.booleans())]
    second = [entry for entry in entries if entry not in first]
    ours, theirs = draw(changes(entries, first, "Mira")), draw(changes(entries, second, "Tom"))
    texts = (HEAD + separator + separator.join(side) for side in (entries, ours, theirs))
    final = draw(st.sampled_from(("", "\n")))
    base, our_text, their_text = ((text.removesuffix("\n") + final).replace("\n", line_end) for text in texts)
    return base, our_text, their_text


def entries_of(text: str) -> Counter[str]:
    return Counter(entry.markdown.rstrip("\r\n") for entry in parse(text).entries)


@settings(max_examples=2 * settings().max_examples)
@given(sides())
def test_every_entry_is_there_once_unless_a_side_deleted_it_whichever_side_is_ours(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = map(entries_of, texts)
    counts = {entry: ours[entry] + theirs[entry] - base[entry] for entry in {*base, *ours, *theirs}}
    wanted = Counter({entry: count for entry, count in counts.items() if count > 0})
    for merged in (merge(*texts), merge(texts[0], texts[2], texts[1])):
        assert merged.conflicts == 0
        assert entries_of(merged.text) == wanted


@given(sides())
def test_a_side_that_is_in_already_adds_nothing(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    merged = merge(base, ours, theirs).text
    assert entries_of(merge(base, merged, ours).text) == entries_of(merged)


@given(sides())
def test_no_two_entries_touch_that_no_side_has_so(texts: tuple[str, str, str]) -> None:
    document = parse(merge(*texts).text)
    assert all(first.end < second.start for first, second in pairwise(document.entries))


DEEDS = ("leave", "delete", "summary", "source", "respell")


def done(entry: str, deed: str) -> str:
    """``entry`` after ``deed``."""
    if deed == "summary":
        return entry.replace("天。", "天，长高了。")
    if deed == "source":
        return entry.replace("[Arxiv]", "[Nature 2024]")
    return entry.replace("> > ", ">> ").replace("> >", ">>") if deed == "respell" else entry


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(DEEDS)), min_size=1, max_size=8))
def test_changes_of_both_sides_to_one_entry_combine_or_conflict(deeds: list[tuple[str, str]]) -> None:
    entries = [paper(28 - day) for day in range(len(deeds))]
    base = HEAD + ">\n" + ">\n".join(entries)
    ours, theirs = (
        HEAD
        + ">\n"
        + ">\n".join(
            done(entry, pair[side]) for entry, pair in zip(entries, deeds, strict=True) if pair[side] != "delete"
        )
        for side in (0, 1)
    )
    merged = merge(base, ours, theirs)
    said = {"summary", "source"}
    assert merged.conflicts == sum("delete" in pair and bool(said & set(pair)) for pair in deeds)
    found = {entry.title: entry for entry in parse(merged.text).entries}
    for entry, pair in zip(entries, deeds, strict=True):
        [before] = parse(entry).entries
        if "delete" in pair and not said & set(pair):
            assert before.title not in found
            continue
        after = found[before.title]
        assert after.source == ("Nature 2024" if "source" in pair else "Arxiv")
        assert str(after.summary).endswith("长高了。") == ("summary" in pair)
        if "respell" in pair and "delete" not in pair:
            assert after.markdown.startswith(">> ")


def test_new_entries_of_both_sides_stand_in_the_order_of_time() -> None:
    base = HEAD + ">\n" + paper(1)
    ours = HEAD + ">\n".join(("", paper(9, "Mira"), paper(5, "Mira"), paper(1)))
    theirs = HEAD + ">\n".join(("", paper(7, "Tom"), paper(3, "Tom"), paper(1)))
    merged = parse(merge(base, ours, theirs).text)
    assert [entry.date for entry in merged.entries] == [f"2024-03-0{day}" for day in (9, 7, 5, 3, 1)]


def test_the_marks_are_as_long_as_git_asks() -> None:
    base, ours, theirs = (f"> [2024-03-05]-[Tom]-[{title}]\n" for title in ("Kelp", "Sea", "Sand"))
    merged = merge(base, ours, theirs, Marks(9, "HEAD", "main"))
    assert merged.text == f"<<<<<<<<< HEAD\n{ours}=========\n{theirs}>>>>>>>>> main\n"


def test_conflict_marks_that_are_there_are_text() -> None:
    base = paper(5) + "<<<<<<< HEAD\n" + paper(4) + "=======\n" + paper(3) + ">>>>>>> 1f2e\n"
    ours, theirs = base.replace(paper(5), paper(6) + ">\n" + paper(5)), base.replace("[Kelp 3 3]", "[Sea]")
    merged = merge(base, ours, theirs)
    assert merged == Merged(ours.replace("[Kelp 3 3]", "[Sea]"), 0)


def test_line_ends_that_one_side_changed_are_changed() -> None:
    base = HEAD + ">\n" + paper(3)
    theirs = HEAD + ">\n" + paper(4) + ">\n" + paper(3)
    merged = merge(base, base.replace("\n", "\r\n"), theirs)
    assert merged == Merged(theirs.replace("\n", "\r\n"), 0)


def test_bytes_that_are_no_text_and_a_byte_order_mark_stay() -> None:
    base = "\ufeff" + HEAD + ">\n" + paper(3, title="K\udcfflp")
    ours, theirs = base + ">\n" + paper(2), base.replace("[Arxiv]", "[Nature]")
    assert merge(base, ours, theirs) == Merged(theirs + ">\n" + paper(2), 0)


def test_what_is_no_log_merges_as_lines() -> None:
    merged = merge("a\nb\nc\n", "a\nb\nc\nd\n", "x\nb\nc\n")
    assert merged == Merged("x\nb\nc\nd\n", 0)
    assert merge("a\n", "a\nb\n", "a\nc\n") == Merged("a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n", 1)


def test_an_entry_moved_to_another_log_and_edited_meanwhile_is_moved_and_edited() -> None:
    log = "# 2024\n\n" + ">\n".join((paper(7), paper(5), paper(3)))
    edited = log.replace("第 5 天。", "第 5 天，长高了。")
    archived = "# Archive\n\n" + ">\n".join((paper(7), paper(5), paper(3)))
    merged = merge_files([(log, edited, "# 2024\n"), ("# Archive\n", "# Archive\n", archived)])
    assert merged == [Merged("# 2024\n", 0), Merged(archived.replace("第 5 天。", "第 5 天，长高了。"), 0)]


def test_an_archive_that_is_new_is_looked_at_too() -> None:
    log = ">\n".join((paper(7), paper(5), paper(3)))
    edited = log.replace("[Arxiv](https://kelp.org/3/5)", "[Nature](https://kelp.org/3/5)")
    merged = merge_files([(log, edited, paper(7)), ("", "", paper(5) + ">\n" + paper(3))])
    assert merged == [
        Merged(paper(7), 0),
        Merged(
            (paper(5) + ">\n" + paper(3)).replace("[Arxiv](https://kelp.org/3/5)", "[Nature](https://kelp.org/3/5)"), 0
        ),
    ]


def test_logs_that_are_merged_together_keep_their_own_conflicts() -> None:
    log = paper(7) + ">\n" + paper(5)
    ours, theirs = (log.replace("[Kelp 3 7]", f"[{title}]") for title in ("Sea", "Sand"))
    merged = merge_files([(log, ours, theirs), (paper(3), paper(3), paper(3) + ">\n" + paper(1))])
    assert [one.conflicts for one in merged] == [1, 0]
    assert merged[0].text.count("<<<<<<< ours") == 1
