"""Plain text as LaTeX that says the same: special signs escaped, capitals kept where a style would take them."""

from __future__ import annotations

import re

from tui_reader.core.formula import BETWEEN_DOLLARS, formula_in

SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
}  # fmt: skip
"""What LaTeX does not print as it is. Braces by name: BibTeX counts those behind a backslash, too."""

LIGATURE = re.compile(r"(?<=-)-|(?<=')'|(?<=[!?])(?=`)")
"""Signs that LaTeX would join with the one before: two dashes, two quotes."""

NOT_IN_FORMULA = re.compile(r"(?<!\\)[%#&]")
WORD = re.compile(r"[^\W_]+(?:[-'’/+][^\W_]+)*[+*]?")
LATIN = re.compile(r"[^\W\d_]", re.ASCII)
BEGINNINGS = (":", "?", "!", ".", "：", "？", "！")
"""Behind these a capital says nothing, and BibTeX keeps it behind a colon."""
LONG_WORD = 4
"""Letters of a word that is written with a capital in a title where all words are."""


def latex(text: str) -> str:
    """``text`` for a value that no style changes: a name, a note."""
    return LIGATURE.sub(lambda match: "{}" + match[0], "".join(SIGNS.get(sign, sign) for sign in text))


def latex_title(title: str) -> str:
    """``title`` for a value of which styles make small letters: names and acronyms stand in braces, and formulas do."""
    small = _is_in_small_letters(title)
    pieces: list[str] = []
    end = 0
    for match in BETWEEN_DOLLARS.finditer(title):
        formula = formula_in(match)
        if formula is None or NOT_IN_FORMULA.search(formula) or not _is_balanced(formula):
            continue
        pieces += [_protected(title[end : match.start()], small, end == 0), f"{{${formula}$}}"]
        end = match.end()
    return "".join([*pieces, _protected(title[end:], small, end == 0)])


def _protected(text: str, small: bool, is_beginning: bool) -> str:
    pieces: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        pieces.append(latex(text[end : match.start()]))
        before = text[: match.start()].rstrip()
        is_first = before.endswith(BEGINNINGS) or (is_beginning and not any(sign.isalnum() for sign in before))
        word = latex(match[0])
        pieces.append(f"{{{word}}}" if _is_to_stay(match[0], small, is_first) else word)
        end = match.end()
    return _joined([*pieces, latex(text[end:])])


def _joined(pieces: list[str]) -> str:
    """The pieces as one, with nothing that LaTeX would join across two of them."""
    text = "".join(pieces)
    return re.sub(r"(?<=-)-|(?<=')'", lambda match: "{}" + match[0], text)


def _is_to_stay(word: str, small: bool, is_first: bool) -> bool:
    """Whether small letters would spoil ``word``."""
    capitals = sum(sign.isupper() for sign in word)
    if not capitals or word == "A":
        return False
    if any(part[1:] != part[1:].lower() or (len(part) == 1 and part.isupper()) for part in re.split(r"[-/+]", word)):
        return True
    has_digit = any(sign.isdigit() for sign in word)
    return has_digit or (small and not is_first)


def _is_in_small_letters(title: str) -> bool:
    """Whether a capital means a name, as in a title of which most words have none."""
    words = [match[0] for match in WORD.finditer(title) if len(match[0]) >= LONG_WORD and LATIN.match(match[0])][1:]
    return bool(words) and 2 * sum(word[0].islower() for word in words) > len(words)


def _is_balanced(formula: str) -> bool:
    """Whether each brace of ``formula`` has its other, those behind a backslash counted as BibTeX counts them."""
    depth = 0
    for sign in formula:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and not formula.endswith("\\")
