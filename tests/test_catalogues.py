"""The message catalogues against the source that they translate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import tui_reader
from tui_reader.adapters.language import LANGUAGES

PACKAGE = Path(tui_reader.__file__).parent
KEYWORDS = ("_", "N_", "ngettext")
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


class Sentence(NamedTuple):
    """What the source marks for translation."""

    place: str
    text: str
    """In the singular, where there are two forms."""
    is_in_f_string: bool


def sentences() -> Iterator[Sentence]:
    """Every sentence of the source, and each that is put together on the spot."""
    for path in PACKAGE.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        inside = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        for call in nodes:
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                text = call.args[0]
                if isinstance(text, ast.Constant | ast.JoinedStr):
                    said = str(text.value) if isinstance(text, ast.Constant) else ast.unparse(text)
                    yield Sentence(f"{path.relative_to(PACKAGE)}:{call.lineno}", said, id(call) in inside)


def test_every_sentence_of_the_source_is_translated_and_stands_where_the_extractor_looks() -> None:
    """Before Python 3.12 an f-string is one token: what is marked for translation inside it would be missed."""
    marked = list(sentences())
    assert len(marked) > 1000
    assert [sentence for sentence in marked if sentence.is_in_f_string] == []
    for language in TRANSLATED:
        catalogue = catalogue_of(language)
        translations = [(sentence, catalogue.get(sentence.text)) for sentence in marked]
        assert [
            sentence
            for sentence, translation in translations
            if translation is None or not all(in_forms(translation.string))
        ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_says_a_line_twice(language: str) -> None:
    """What fills catalogues in may do it again and again."""
    for message in messages_of(language):
        for text in in_forms(message.string):
            for line in (long := [line for line in text.split("\n") if len(line) > 12]):
                assert long.count(line) == 1, line


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
