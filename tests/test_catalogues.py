"""The message catalogues against the source that they translate."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import tui_reader
from tui_reader.adapters.language import LANGUAGES

PACKAGE = Path(tui_reader.__file__).parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def catalogue_of(language: str) -> Catalog:
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "readtui.po").open("rb") as po_file:
        return read_po(po_file, locale=language)


def fields_of(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def messages_of(language: str) -> list[Message]:
    return [message for message in catalogue_of(language) if message.id]


def in_forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Singular and plural, or the one form there is."""
    return [] if text is None else [text] if isinstance(text, str) else list(text)


def test_every_language_but_that_of_the_source_has_a_catalogue() -> None:
    assert {path.parts[-3] for path in PACKAGE.glob("locale/*/LC_MESSAGES/readtui.po")} == set(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_the_source_is_translated(language: str) -> None:
    catalogue = catalogue_of(language)
    missing = {
        f"{path}:{line}: {text}"
        for path, line, text, _, _ in extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
        if (translation := catalogue.get(in_forms(text)[0])) is None or not all(in_forms(translation.string))
    }
    assert sorted(missing) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_says_a_line_twice(language: str) -> None:
    """What fills catalogues in may do it again and again."""
    for message in messages_of(language):
        for text in in_forms(message.string):
            for line in (long := [line for line in text.split("\n") if len(line) > 12]):
                assert long.count(line) == 1, line


def test_no_sentence_hides_where_the_extractor_does_not_look() -> None:
    """Before Python 3.12 an f-string is one token: what is marked for translation inside it would be missed."""
    hidden = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}: {ast.unparse(call)}"
        for path in PACKAGE.rglob("*.py")
        for f_string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(f_string, ast.JoinedStr)
        for call in ast.walk(f_string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if any(isinstance(argument, ast.Constant | ast.JoinedStr) for argument in call.args)
    ]
    assert sorted(hidden) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in messages_of(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_fields_of_the_original(language: str) -> None:
    differing = [
        (message.id, form)
        for message in messages_of(language)
        for form in in_forms(message.string)
        if form and fields_of(form) != fields_of(in_forms(message.id)[-1])
    ]
    assert differing == []
