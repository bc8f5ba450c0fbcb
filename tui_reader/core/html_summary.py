"""A summary as HTML: its Markdown, its math as one can read it, and of the HTML that strayed into it a few plain tags.

Total, and closed: any text comes out as HTML in which every tag is one of this module's own spelling, and is ended.
Importing this module imports markdown-it-py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from tui_reader.core import markdown
from tui_reader.core.address import BARE, openable
from tui_reader.core.formula import readable, with_readable_formulas
from tui_reader.core.html_page import escaped, linked
from tui_reader.core.visible import visible

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[\s/][^>]*)?>", re.DOTALL)
KEPT_TAGS = frozenset("b i u s em strong del ins mark sub sup code kbd small".split())
"""Tags that mean in a page what they mean in the summary; their attributes go."""
IGNORED_TAGS = frozenset("font span div p center big wbr nobr abbr".split())
"""Tags without which the text reads the same."""
LOWEST_HEADING = 6
MARKDOWN = ""
"""Stands among the open tags for one that Markdown opened, and will close."""

ShowPicture = Callable[[str, str], str]
"""Gives the HTML of a picture from its address and its text."""


def html_summary(text: str, show_picture: ShowPicture) -> str:
    """The Markdown ``text`` as HTML, block after block."""
    shown = visible(text.expandtabs(4), keep_newlines=True).strip("\n")
    tokens = markdown.read(shown) if len(shown) <= markdown.LONGEST else []
    if any(token.level >= markdown.DEEPEST - 1 for token in tokens):
        tokens = []
    if not tokens:
        return f"<p>{_lines(shown)}</p>\n" if shown.strip() else ""
    return _renderer().render(tokens, markdown.parser().options, {"show_picture": show_picture})


def html_title(text: str) -> str:
    """A title or a note, whose formulas are made readable, as HTML."""
    return escaped(with_readable_formulas(text))


def _lines(text: str) -> str:
    return escaped(text).replace("\n", "<br>\n")


def _close(open_tags: list[str]) -> str:
    """End the tags that were opened after the last of Markdown's, and take that one off."""
    pieces = []
    while open_tags and (name := open_tags.pop()) != MARKDOWN:
        pieces.append(f"</{name}>")
    return "".join(pieces)


@cache
def _renderer() -> _Renderer:
    return _Renderer()


Tokens = Sequence[Token]


class _Renderer(RendererHTML):
    """Spells the tokens of ``core.markdown``. What is not mentioned here, markdown-it-py escapes itself."""

    def renderInline(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """A paragraph. Tags of the summary that are not closed are, before what they stand in ends."""
        open_tags: list[str] = []
        env["open"], pieces = open_tags, []
        for idx, token in enumerate(tokens):
            if token.nesting == -1:
                pieces.append(_close(open_tags))
            rule = self.rules.get(token.type, self.renderToken)
            pieces.append(rule(tokens, idx, options, env))
            if token.nesting == 1:
                open_tags.append(MARKDOWN)
        while open_tags:
            pieces.append(_close(open_tags))
        return "".join(pieces)

    def softbreak(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """People end a line where a line is to end."""
        return "<br>\n"

    hardbreak = softbreak

    def text(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Running text; addresses in it become links."""
        content, end, pieces = tokens[idx].content, 0, []
        is_linked = sum(token.nesting for token in tokens[:idx] if token.type.startswith("link_")) > 0
        for match in () if is_linked else BARE.finditer(content):
            pieces += [escaped(content[end : match.start()]), linked(escaped(match[0]), match[0])]
            end = match.end()
        return "".join([*pieces, escaped(content[end:])])

    def heading_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A heading inside a summary stands below all headings of the page."""
        return f"<h{LOWEST_HEADING}>"

    def heading_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</h{LOWEST_HEADING}>\n"

    def link_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A link that may be opened; of any other the words stay."""
        target = openable(str(tokens[idx].attrs.get("href", "")))
        return "<a>" if target is None else linked("", target).removesuffix("</a>")

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        show_picture: ShowPicture = env["show_picture"]
        return show_picture(str(tokens[idx].attrs.get("src", "")), tokens[idx].content)

    def math_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A formula in Unicode; LaTeX is what is told when one points at it."""
        latex = tokens[idx].content
        return f'<span class="math" title="{escaped(latex)}">{escaped(readable(latex))}</span>'

    def math_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        latex = tokens[idx].content
        return f'<div class="math" title="{escaped(latex)}">{escaped(readable(latex))}</div>\n'

    def code_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<code>{escaped(tokens[idx].content)}</code>"

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        if token.info.strip().lower() in ("math", "latex", "tex"):
            return self.math_block(tokens, idx, options, env)
        return f"<pre><code>{escaped(token.content)}</code></pre>\n"

    def html_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A tag of the summary: spelled anew where it is one that is kept, else shown as it was typed."""
        source = tokens[idx].content
        match = TAG.fullmatch(source)
        name = match[2].lower() if match else ""
        if source.startswith("<!--") or name in IGNORED_TAGS:
            return ""
        if match is None or name not in (*KEPT_TAGS, "br"):
            return escaped(source)
        if name == "br":
            is_at_line_end = idx + 1 < len(tokens) and tokens[idx + 1].type in ("softbreak", "hardbreak")
            return "" if is_at_line_end else "<br>"
        if not match[1]:
            env["open"].append(name)
            return f"<{name}>"
        if env["open"] and env["open"][-1] == name:
            env["open"].pop()
            return f"</{name}>"
        return ""

    def html_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<p>{_lines(tokens[idx].content)}</p>\n"
