"""What stands inside a paragraph as styled runs: emphasis, code, math, links, pictures, and HTML that strayed in."""

from __future__ import annotations

import re

from markdown_it.token import Token

from tui_reader.adapters.language import _
from tui_reader.core.address import BARE, openable, picture_name, site, without_scheme
from tui_reader.core.formula import readable, subscript, superscript
from tui_reader.core.visible import visible
from tui_reader.ui.wrap import PLAIN, Run, run_text

CELL_GAP = "  "
ROLES = {
    "strong": "strong", "b": "strong", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading",
    "h5": "heading", "h6": "heading", "summary": "strong", "th": "strong", "em": "emphasis", "i": "emphasis",
    "cite": "emphasis", "u": "emphasis", "ins": "emphasis", "mark": "strong", "s": "strike", "del": "strike",
    "strike": "strike", "code": "code", "kbd": "code", "tt": "code", "samp": "code", "pre": "code",
}  # fmt: skip
"""HTML tags and the role of the text between them."""

ON_LINES_OF_THEIR_OWN = frozenset((
    "p", "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "center", "section", "article", "figure",
    "figcaption", "details", "summary", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
WITHOUT_MEANING = frozenset((
    "font", "span", "small", "big", "tbody", "thead", "tfoot", "wbr", "abbr", "q", "picture", "source", "nobr",
    "caption", "col", "colgroup",
))  # fmt: skip
OTHER_TAGS = frozenset(("br", "hr", "img", "a", "sub", "sup", "td"))
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[\s/][^>]*)?)>", re.DOTALL)
ATTRIBUTE = re.compile(r"\b(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def paragraph(tokens: list[Token], roles: frozenset[str]) -> list[Run]:
    """The tokens of a paragraph as runs; ``\\n`` in them ends a line."""
    inline = _Inline(roles)
    for token in tokens:
        inline.add(token)
    return inline.finished()


class _Inline:
    """Puts together the runs of a paragraph."""

    def __init__(self, roles: frozenset[str]) -> None:
        self.runs: list[Run] = []
        self.open_roles: list[str] = list(roles)
        self.address: str | None = None
        """Address of the link that is open."""
        self.link_start = 0
        self.script_starts: dict[str, int] = {}
        """Where ``<sub>`` and ``<sup>`` were opened."""
        self.after_break = False

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.open_roles) if self.open_roles else PLAIN

    def finished(self) -> list[Run]:
        """The runs, without line ends around them."""
        self.close_link()
        while self.runs and not (stripped := self.runs[-1].text.rstrip("\n")):
            self.runs.pop()
        if self.runs:
            self.runs[-1] = self.runs[-1]._replace(text=stripped)
        while self.runs and not (stripped := self.runs[0].text.lstrip("\n")):
            del self.runs[0]
        if self.runs:
            self.runs[0] = self.runs[0]._replace(text=stripped)
        return self.runs

    def put(self, text: str, *roles: str, link: str | None = None) -> None:
        """Add ``text`` in the roles that are open and in ``roles``."""
        self.after_break = False
        if text:
            link = link or (openable(self.address) if self.address is not None else None)
            self.runs.append(Run(text, self.roles | frozenset(roles) if roles else self.roles, link))

    def add(self, token: Token) -> None:
        """Add what ``token`` says."""
        kind = token.type
        if kind == "text":
            self.text(visible(token.content))
        elif kind in ("softbreak", "hardbreak"):
            # "<br>" at the end of a line is one line end, not two.
            if not self.after_break:
                self.put("\n")
            self.after_break = False
        elif kind == "code_inline":
            self.put(visible(token.content), "code")
        elif kind == "math_inline":
            self.put(visible(readable(token.content)), "formula")
        elif kind == "image":
            self.picture(token.content, str(token.attrs.get("src", "")))
        elif kind == "html_inline":
            self.tag(token.content)
        elif kind == "link_open":
            self.open_link(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            self.close_link()
        elif token.nesting == 1:
            self.open_roles.append(ROLES.get(token.tag, "emphasis"))
        elif token.nesting == -1:
            self.close_role(ROLES.get(token.tag, "emphasis"))

    def text(self, text: str) -> None:
        """Add running text; addresses in it become links."""
        if self.address is not None or "://" not in text:
            self.put(text)
            return
        end = 0
        for match in BARE.finditer(text):
            self.put(text[end : match.start()])
            self.put(match[0], "link", link=openable(match[0]))
            end = match.end()
        self.put(text[end:])

    def close_role(self, role: str) -> None:
        if role in self.open_roles:
            self.open_roles.reverse()
            self.open_roles.remove(role)
            self.open_roles.reverse()

    def open_link(self, address: str) -> None:
        self.close_link()
        self.address, self.link_start = address, len(self.runs)
        self.open_roles.append("link")

    def close_link(self) -> None:
        """End the link and say where it leads, unless its own text does."""
        if self.address is None:
            return
        address, self.address = self.address, None
        self.close_role("link")
        label, place = run_text(self.runs[self.link_start :]).lower(), site(address)
        if not label.strip():
            self.put(visible(without_scheme(address)), "link", link=openable(address))
        elif place.lower() not in label and without_scheme(address).lower() not in label:
            self.put(f" ({visible(place)})", "place")

    def picture(self, alternative: str, address: str) -> None:
        name = visible(picture_name(alternative, address))
        if self.runs and not self.runs[-1].text[-1].isspace():
            self.put(" ")
        self.put(_("figure {name}").format(name=name), "link", link=openable(address))

    # -- HTML ------------------------------------------------------------------------------------------------------

    def tag(self, source: str) -> None:
        """An HTML tag: what it means where that can be shown, nothing where it means nothing here, else itself."""
        if source.startswith("<!--"):
            return
        match = TAG.fullmatch(source)
        name = match[2].lower() if match else ""
        if match is None or not _is_known(name):
            self.put(visible(source))
            return
        closing = bool(match[1])
        attributes = {
            found[1].lower(): found[2] or found[3] or found[4] or "" for found in ATTRIBUTE.finditer(match[3])
        }
        if name in ON_LINES_OF_THEIR_OWN:
            self.new_line()
        if name == "br":
            self.put("\n")
            self.after_break = True
        elif name == "hr":
            self.new_line()
            self.put("─" * 12 + "\n", "rule")
        elif name == "img":
            self.picture(attributes.get("alt", ""), attributes.get("src", ""))
        elif name == "a":
            if closing:
                self.close_link()
            elif attributes.get("href"):
                self.open_link(attributes["href"])
        elif name in ("sub", "sup"):
            self.script(name, closing)
        elif name in ROLES:
            if closing:
                self.close_role(ROLES[name])
            else:
                self.open_roles.append(ROLES[name])
        if name == "li" and not closing:
            self.put("• ", "marker")
        elif name in ("td", "th") and closing:
            self.put(CELL_GAP)

    def new_line(self) -> None:
        """End the line, if there is something on it."""
        if self.runs and not self.runs[-1].text.endswith("\n"):
            self.put("\n")
            self.after_break = True

    def script(self, name: str, closing: bool) -> None:
        """``<sub>`` and ``<sup>``: what stands between them, lowered or raised."""
        if not closing:
            self.script_starts[name] = len(self.runs)
            return
        start = self.script_starts.pop(name, len(self.runs))
        text = run_text(self.runs[start:])
        if text:
            first, moved = self.runs[start], subscript(text) if name == "sub" else superscript(text)
            self.runs[start:] = [first._replace(text=moved)] if moved else []


def _is_known(name: str) -> bool:
    return name in ROLES or name in ON_LINES_OF_THEIR_OWN or name in WITHOUT_MEANING or name in OTHER_TAGS
