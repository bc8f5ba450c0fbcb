"""The pages about keys and about settings, made from what the bindings and the settings say of themselves.

``make docs`` writes them into ``docs/``: ``python -m tui_reader.commands.reference_page keys``, or ``settings``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tui_reader.adapters.config import Settings, settings_by_name
from tui_reader.adapters.language import _, language
from tui_reader.commands.output import write
from tui_reader.core.message import N_

PLACES = (
    ("", N_("On the main screen")),
    ("entry", N_("With the entry under the cursor")),
    ("list", N_("In every list")),
    ("reading", N_("In every text")),
    ("section", N_("Sections, readers, years")),
    ("search", N_("In the search bar")),
    ("form", N_("In the form")),
    ("problem", N_("Problems")),
    ("board", N_("Week board")),
    ("digest", N_("Digest")),
    ("trends", N_("Pictures of the log")),
)
"""How the ids of bindings begin, and where they work; the rest stands below."""


def key_page() -> str:
    """All keys: what they do, their names for the settings, and what they are in each of the three sets."""
    from tui_reader.ui.keymap import SETS, key_rows, keymap_of

    sets = [{name: keys for name, keys, _words in key_rows(keymap_of(Settings(keys=one)))} for one in SETS]
    words = {name: said for name, _keys, said in key_rows({})}
    known = [prefix for prefix, _title in PLACES if prefix]
    groups: dict[str, list[str]] = {}
    for name, said in words.items():
        prefix = name.partition(".")[0] if "." in name else ""
        row = [f"`{name}`", said, *(_keys(one.get(name, "-")) for one in sets)]
        groups.setdefault(prefix if prefix in known or not prefix else "other", []).append(_row(row))
    intro = _(
        "This page is made from the program; `readtui config --keys` prints the same with your own changes. In"
        " settings.yaml, `keys: emacs` or `keys: arrows` chooses another set, and `bindings:` gives any of these names"
        " other keys."
    )
    picture = _picture(_("The keys of a screen, on ?"), "help")
    pieces = ["\n".join(["# " + _("Keys"), "", _other("keys"), "", intro, "", picture, ""])]
    for prefix, title in (*PLACES, ("other", N_("Elsewhere"))):
        if rows := groups.get(prefix):
            names = (_("name"), _("does"), *SETS)
            heading = _(title)
            pieces.append(f"## {heading}\n\n" + "\n".join([_row(names), _row(["---"] * len(names)), *rows]) + "\n")
    return "\n".join(pieces)


def settings_page() -> str:
    """All settings of a person and of a group."""
    from tui_reader.adapters.settings_schema import GROUP

    intro = _(
        "This page is made from the program; `readtui config` shows each value and where it comes from, and"
        " `readtui config --schema person` (or `group`) prints the JSON Schema."
    )
    own = [_own(name, one.metadata) for name, one in settings_by_name().items()]
    agreed = [[f"`{name}`", make()["description"]] for name, make in GROUP.items()]
    names = (_("name"), _("is for"), _("may be"), _("for example"))
    return "\n".join(
        [
            "# " + _("Settings"),
            "",
            _other("settings"),
            "",
            intro,
            "",
            "## " + _("Your own: settings.yaml"),
            "",
            _("In the app, `,` lists them and changes them where they stand:"),
            "",
            _picture(_("Settings"), "settings"),
            "",
            *_table(names, own),
            "",
            "## " + _("The group's: .readtui.yaml"),
            "",
            *_table((_("name"), _("is for")), agreed),
            "",
        ]
    )


def _other(name: str) -> str:
    """The link to the page ``name`` in the other language."""
    return f"[中文]({name}.zh-CN.md)" if language() == "en" else f"[English]({name}.md)"


def _picture(what: str, name: str) -> str:
    """The picture ``name`` of the documentation, which shows ``what``."""
    ending = "" if language() == "en" else f".{language().replace('_', '-')}"
    return f"![{what}](pictures/{name}{ending}.svg)"


def _own(name: str, metadata: Mapping[str, Any]) -> list[str]:
    """The row of a person's setting."""
    what, example = metadata["what"], metadata["example"]
    said = example if isinstance(example, str) else ", ".join(f"{word}: {value}" for word, value in example.items())
    return [f"`{name}`", _(what), _values(metadata), f"`{said}`" if said else ""]


def _values(metadata: Mapping[str, Any]) -> str:
    choices = metadata["choices"]
    if not choices and isinstance(metadata["example"], dict):
        return _("names with values")
    return " ".join(f"`{choice}`" for choice in choices) or (_("a number") if metadata.get("number") else _("a text"))


def _keys(keys: str) -> str:
    return "" if keys == "-" else " ".join(f"`{key}`" for key in keys.split())


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    yield _row(names)
    yield _row(["---"] * len(names))
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    write({"keys": key_page, "settings": settings_page}[sys.argv[1]]())
