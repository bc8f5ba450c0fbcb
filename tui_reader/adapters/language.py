"""The language in which the program speaks: which one is wanted, and the catalogue that puts sentences into it.

English is what stands in the source and needs no catalogue; another language's is read at the first sentence.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from tui_reader.core.message import Message, ReadTuiError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import GNUTranslations

LANGUAGES = ("en", "zh_CN")
"""The languages there are."""

LOCALE_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")
"""Where the catalogues are: ``zh_CN/LC_MESSAGES/readtui.mo`` and the like."""

OWN_CHOICE = "READTUI_LANG"
"""The variable of the environment that goes before everything else."""

_language: str | None = None  # None: not chosen yet


def use(language: str | None) -> None:
    """Speak ``language`` from now on: one of ``LANGUAGES``, or a locale's name such as ``zh-Hans`` or ``en_GB.UTF-8``.

    None leaves the choice to the environment. English stands in for a language that is not there.
    """
    global _language  # noqa: PLW0603 - a program speaks one language at a time
    _language = None if language is None else _closest(language) or "en"


def language() -> str:
    """The language that is spoken now, one of ``LANGUAGES``."""
    if _language is None:
        use(wanted_by(os.environ))
    return _language or "en"


def own_choice() -> str:
    """What the environment says whatever the settings say; empty for nothing."""
    return os.environ.get(OWN_CHOICE, "")


def wanted_by(environment: Mapping[str, str]) -> str:
    """The one of ``LANGUAGES`` that the variables of ``environment`` ask for.

    READTUI_LANG has the first word; then come LANGUAGE, which is a list, and the locale, as gettext reads them.
    """
    if environment.get(OWN_CHOICE):
        return _closest(environment[OWN_CHOICE]) or "en"
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if locale in {"C", "POSIX"}:
        return "en"
    candidates = (*environment.get("LANGUAGE", "").split(":"), locale)
    return next(filter(None, map(_closest, candidates)), "en")


def _(text: str) -> str:
    """``text``, an English sentence or word of the program, in the language that is spoken now."""
    catalogue = _catalogue(language())
    return (
        text if catalogue is None or not text else catalogue.gettext(text)
    )  # the message "" is the catalogue's header


def in_all_languages(text: str) -> list[str]:
    """``text``, an English sentence or word of the program, in each of the languages that it has another form in."""
    catalogues = filter(None, map(_catalogue, LANGUAGES))
    return list(dict.fromkeys([text, *(catalogue.gettext(text) for catalogue in catalogues if text)]))


def ngettext(singular: str, plural: str, number: int) -> str:
    """The one of two English forms that suits ``number``, in the language that is spoken now."""
    catalogue = _catalogue(language())
    if catalogue is None:
        return singular if number == 1 else plural
    return catalogue.ngettext(singular, plural, number)


def say(message: Message | ReadTuiError) -> str:
    """The sentence that ``message`` is, in the language that is spoken now; so are the messages among its arguments."""
    if isinstance(message, ReadTuiError):
        message = message.message
    arguments = {
        name: say(value) if isinstance(value, Message | ReadTuiError) else value for name, value in message.arguments
    }
    return _(message.pattern).format(**arguments)


def _closest(locale: str) -> str | None:
    """The one of ``LANGUAGES`` that ``locale`` is in, whatever its country, script and encoding; None for another."""
    code = re.split(r"[-_.@]", locale.strip().lower())[0]
    return next((known for known in LANGUAGES if known.split("_")[0] == code), None)


@cache
def _catalogue(language: str) -> GNUTranslations | None:
    """The catalogue of ``language``; None where the English text serves: for English, and in a tree not yet built."""
    if language == "en":
        return None
    from gettext import GNUTranslations

    try:
        with open(os.path.join(LOCALE_FOLDER, language, "LC_MESSAGES", "readtui.mo"), "rb") as catalogue_file:
            return GNUTranslations(catalogue_file)
    except FileNotFoundError:
        return None
