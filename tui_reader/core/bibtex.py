"""BibTeX as people paste it: often broken, and read as far as it can be. Total: any text gives a list.

What BibTeX itself would refuse is read on the best guess: a brace or a comma that is missing, a key left out, Markdown
around it. Where an entry does not end, it ends before the next one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

START = re.compile(r"(?:^|(?<=[\s`}>]))@\s*([A-Za-z]+)\s*([({])", re.MULTILINE)
NAME = re.compile(r"\s*,?\s*([A-Za-z][\w:.+-]*)\s*=\s*")
KEY = re.compile(r"\s*([^\s,=\"{}()#%]*)\s*(?:,|(?=\n)|(?=[)}]))")
NEXT_FIELD = re.compile(r"\n\s*,?\s*[A-Za-z][\w-]*\s*=\s*[\"{\d]|\n\s*[})]?\s*\n?\s*@[A-Za-z]+\s*[{(]")
BARE = re.compile(r"[^\s,#{}\"()]+")
JOIN = re.compile(r"\s*#\s*")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
SWALLOWED = re.compile(r"[}\"]\s*,\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")
"""The next field, inside of a value: a brace was never closed."""
BRACE_OR_QUOTE = re.compile(r'\\[\\{}"]|[{}"]')
BEHIND_VALUE = re.compile(r"\s*(?:[,#})\n]|\Z)")
CLOSING = {"{": re.compile(r"[\s,]*\}"), "(": re.compile(r"[\s,]*\)")}

MOST = 300
"""Entries that are read: whoever pastes more is to choose one in any case."""
LONGEST_VALUE = 20_000
LONGEST_STRAY = 2_000
"""Characters of a value, and of what may stand between two fields by mistake."""
MOST_UNCLOSED = 20
"""How many groups that are never closed are looked for an end of; each costs a look at what follows."""
DEEPEST = 5
"""How far references from one entry to another are followed."""


class BibEntry(NamedTuple):
    """An entry of BibTeX."""

    kind: str
    """In lower case: ``article``."""
    key: str
    fields: dict[str, str]
    """Values, still in LaTeX, by names in lower case."""


def read_bibtex(text: str) -> list[BibEntry]:
    """The entries of ``text`` that are about something: macros put in, and what they take over from others.

    A collection that others refer to is left out: it was pasted along with them.
    """
    return _with_what_they_refer_to(_Reader(text).entries())


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.macros = {month: str(number) for number, month in enumerate(MONTHS, 1)}
        self.unclosed = 0
        """How many groups were never closed."""

    def entries(self) -> list[BibEntry]:
        """The entries as they stand there."""
        entries: list[BibEntry] = []
        while len(entries) < MOST and (start := START.search(self.text, self.position)):
            self.position = start.end()
            kind = start[1].lower()
            if kind in ("comment", "preamble"):
                continue
            key = ""
            if kind != "string" and not NAME.match(self.text, self.position):
                named = KEY.match(self.text, self.position)
                if named:
                    key, self.position = named[1], named.end()
            fields = self.fields(CLOSING[start[2]])
            if kind == "string":
                self.macros.update(fields)
            elif fields:
                entries.append(BibEntry(kind, key, fields))
        return entries

    def fields(self, closing: re.Pattern[str]) -> dict[str, str]:
        """The fields up to the end of the entry."""
        fields: dict[str, str] = {}
        while True:
            while named := NAME.match(self.text, self.position):
                self.position = named.end()
                fields.setdefault(named[1].lower(), " ".join(self.value().split()))
            if end := closing.match(self.text, self.position):
                self.position = end.end()
                return fields
            following = NEXT_FIELD.search(self.text, self.position, self.position + LONGEST_STRAY)
            if following is None or "@" in following[0]:
                return fields
            self.position = following.start()

    def value(self) -> str:
        """A value, its pieces joined."""
        pieces: list[str] = []
        while True:
            if self.text[self.position : self.position + 1] in ("{", '"'):
                pieces.append(self.group())
            elif bare := BARE.match(self.text, self.position):
                pieces.append(self.macros.get(bare[0].lower(), bare[0]))
                self.position = bare.end()
            joint = JOIN.match(self.text, self.position)
            if joint is None:
                return "".join(pieces)
            self.position = joint.end()

    def group(self) -> str:
        """What stands in the braces or quotes that open here."""
        begin = self.position + 1
        end = self.end_of_group() if self.unclosed < MOST_UNCLOSED else self.text.find("\n", begin)
        end = len(self.text) if end < 0 else end
        if swallowed := SWALLOWED.search(self.text, begin, end):
            end = swallowed.start()
        self.position = end + 1 if self.text[end : end + 1] in ("}", '"') else max(end, begin)
        return self.text[begin:end]

    def end_of_group(self) -> int:
        """Where the group that opens here is closed; of one that is not, where it must have been meant to."""
        in_quotes = self.text[self.position] == '"'
        depth = 0
        for match in BRACE_OR_QUOTE.finditer(self.text, self.position + 1, self.position + LONGEST_VALUE):
            sign = match[0]
            if sign == "{":
                depth += 1
            elif sign == "}" and depth:
                depth -= 1
            elif sign == "}" or (
                # A quote inside quotes is wrong, and common: the last one ends the value.
                sign == '"' and in_quotes and not depth and BEHIND_VALUE.match(self.text, match.end())
            ):
                return match.start()
        self.unclosed += 1
        following = NEXT_FIELD.search(self.text, self.position, self.position + LONGEST_VALUE)
        end = following.start() if following else min(len(self.text), self.position + LONGEST_VALUE)
        while end > self.position + 1 and self.text[end - 1] in ',}"\n\t )':
            end -= 1
        return end


def _with_what_they_refer_to(entries: list[BibEntry]) -> list[BibEntry]:
    by_key = {entry.key.casefold(): entry for entry in reversed(entries) if entry.key}
    referred_to: set[str] = set()
    whole: list[BibEntry] = []
    for entry in entries:
        fields = dict(entry.fields)
        parent = entry
        for _depth in range(DEEPEST):
            key = (parent.fields.get("crossref") or parent.fields.get("xdata") or "").strip().casefold()
            if key not in by_key or by_key[key] is entry:
                break
            parent = by_key[key]
            referred_to.add(key)
            # The title of the collection is that of the book which the entry is in.
            for name, value in parent.fields.items():
                fields.setdefault("booktitle" if name == "title" else name, value)
        whole.append(entry._replace(fields=fields))
    return [entry for entry in whole if not (entry.key and entry.key.casefold() in referred_to)]
