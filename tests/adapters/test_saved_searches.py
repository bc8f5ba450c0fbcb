from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.adapters.saved_searches import (
    SearchNotSavedError,
    UnknownSearchError,
    delete_search,
    load_searches,
    rename_search,
    save_search,
    saved_search,
)
from tui_reader.adapters.yaml_file import SettingsError

WRITTEN = """\
# What I look for on Mondays
mine: by:Mira since:2024   # not Tom's
"with: colon": '"two words" -kelp'

# at the end
海: 海星
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the searches are kept; there is no file yet."""
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config" / "searches.yaml"


def written(file: Path, text: str = WRITTEN) -> Path:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_saved_is_there_again_whatever_it_is(file: Path) -> None:
    queries = {
        "week": "date:week",
        "a: b # c": "since:2024-03 -\"two: words\" # 'x' \\",
        "2024": "123",
        "海星": "by:李雷 海星",
        "yes": "null",
        "- [x]": "{a: b}",
        "long": "word " * 100 + "end",
    }
    assert load_searches() == {}
    for name, query in queries.items():
        save_search(name, query)
    assert load_searches() == queries
    assert saved_search("2024") == "123"
    for name in queries:
        delete_search(name)
    assert load_searches() == {}


def test_the_rest_of_the_file_stays_as_it_is(file: Path) -> None:
    written(file)
    (file.parent / "settings.yaml").write_text("language: en  # mine\n")
    save_search("new", "kelp")
    assert file.read_text(encoding="utf-8") == WRITTEN + "new: kelp\n"
    save_search("mine", "by:Tom")
    rename_search("with: colon", "two")
    delete_search("海")
    assert file.read_text(encoding="utf-8") == (
        "# What I look for on Mondays\n"
        "mine: by:Tom   # not Tom's\n"
        "two: '\"two words\" -kelp'\n\n# at the end\nnew: kelp\n"
    )
    assert (file.parent / "settings.yaml").read_text() == "language: en  # mine\n"
    assert sorted(path.name for path in file.parent.iterdir()) == ["searches.yaml", "settings.yaml"]


def test_a_search_takes_the_name_of_another(file: Path) -> None:
    written(file)
    rename_search("mine", "海")
    assert load_searches() == {"海": "by:Mira since:2024", "with: colon": '"two words" -kelp'}
    rename_search("海", "海")
    assert saved_search("海") == "by:Mira since:2024"


@pytest.mark.parametrize("text", ["{a: b, c: d}", "a: |\n  b\nc: d\n", "a: b\nc: >-\n  d\n"])
def test_other_ways_to_write_the_file_are_read_and_written(file: Path, text: str) -> None:
    written(file, text)
    save_search("c", "e f")
    save_search("g", "h")
    assert load_searches() == {"a": "b", "c": "e f", "g": "h"}
    delete_search("a")
    assert load_searches() == {"c": "e f", "g": "h"}


def test_a_name_that_is_not_there(file: Path) -> None:
    with pytest.raises(UnknownSearchError, match=r"in the app, \^S in the search bar saves one"):
        saved_search("week")
    written(file)
    with pytest.raises(UnknownSearchError, match='did you mean "mine"'):
        saved_search("mime")
    with pytest.raises(UnknownSearchError, match="there are mine, with: colon, 海"):
        saved_search("Zzz")


def test_a_file_with_something_else_in_it_is_named_and_stays(file: Path) -> None:
    before = written(file, "a: [1, 2]\n").read_bytes()
    with pytest.raises(SettingsError, match=r"searches\.yaml:1: a wants a text"):
        save_search("b", "c")
    assert file.read_bytes() == before
    file.write_text("- a\n")
    with pytest.raises(SettingsError, match=r"searches\.yaml:1: settings have names; .* as in last month: "):
        load_searches()


def test_a_folder_that_cannot_be_written_is_said(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    with pytest.raises(SearchNotSavedError, match="cannot be written"):
        save_search("a", "b")


def test_there_is_an_end_to_what_can_be_saved(file: Path) -> None:
    with pytest.raises(SearchNotSavedError, match="there is no room for more searches"):
        save_search("a", "b" * 70_000)
    assert load_searches() == {}
