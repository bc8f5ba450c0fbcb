"""One HTML file for a browser, made of text that other people wrote: nothing of it is obeyed, and nothing runs.

Whatever comes from a log goes through ``escaped`` or ``linked``, a summary through ``core.html_summary``. The page also
forbids the browser to run or to load anything but what is meant to be there, should a hole be found all the same.
"""

from __future__ import annotations

import re
from html import escape

from tui_reader.core.address import openable
from tui_reader.core.visible import visible

FONTS = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", '
    '"Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)
"""Latin letters as the system has them, and Chinese ones that go with them, on each system."""

STYLE = f"""\
:root {{
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1f2328; --faint: #626a73; --rule: #d8dee4; --accent: #0a5db0; --shade: #f4f6f8;
}}
@media (prefers-color-scheme: dark) {{
  :root {{
    --paper: #15181c; --ink: #dde2e8; --faint: #98a1ab; --rule: #343b44; --accent: #7db7f5; --shade: #1f242a;
  }}
}}
* {{ box-sizing: border-box; }}
html {{ background: var(--paper); color: var(--ink); font: 17px/1.6 {FONTS}; }}
body {{ max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: break-word; }}
h1, h2, h3 {{ line-height: 1.3; text-wrap: balance; }}
h1 {{ font-size: 1.75rem; margin: 0 0 .4rem; }}
h2 {{ font-size: 1.3rem; margin: 2.75rem 0 .5rem; padding-bottom: .3rem; border-bottom: 1px solid var(--rule); }}
h3 {{ font-size: 1.1rem; margin: 1.9rem 0 .2rem; }}
a {{ color: var(--accent); text-decoration: none; }}
a:hover, a:focus {{ text-decoration: underline; }}
.meta, .absent {{ color: var(--faint); font-size: .88rem; }}
.meta {{ margin: 0 0 .7rem; }}
img {{ display: block; max-width: 100%; max-height: 34rem; margin: .9rem 0; background: #ffffff; border-radius: 3px; }}
pre, code {{ font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }}
pre, code {{ font-size: .88em; background: var(--shade); border-radius: 3px; }}
code {{ padding: .1em .3em; }}
pre {{ padding: .7rem .9rem; overflow-x: auto; }}
pre code {{ padding: 0; font-size: 1em; background: none; }}
blockquote {{ margin: .8rem 0; padding-left: 1rem; border-left: 3px solid var(--rule); color: var(--faint); }}
table {{ border-collapse: collapse; display: block; overflow-x: auto; margin: .8rem 0; }}
th, td {{ border: 1px solid var(--rule); padding: .25rem .6rem; text-align: left; }}
.math {{ font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "Noto Sans Math", {FONTS}; }}
div.math {{ margin: .8rem 1.5rem; overflow-x: auto; }}
@media print {{
  :root {{
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --faint: #444444; --rule: #bbbbbb; --accent: #000000; --shade: #f4f4f4;
  }}
  html {{ font-size: 11pt; }}
  body {{ max-width: none; padding: 0; }}
  h1, h2, h3, .meta {{ break-after: avoid; }}
  img, pre, table, li {{ break-inside: avoid; }}
  img {{ max-height: 45vh; }}
  pre {{ white-space: pre-wrap; }}
}}
"""
"""How a page looks that says nothing else: on light and dark screens, and on paper."""

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
KANA = re.compile("[\u3040-\u30ff]")


def page(title: str, language: str, body: str, style: str = "", has_remote_pictures: bool = False) -> str:
    """The file: ``body`` is HTML, made of what the functions of this module give; ``title`` is text.

    ``language`` is that of the page's own words, as in ``lang``: ``en``, ``zh-CN``. ``style`` follows ``STYLE``.
    Pictures come from other sites only if it ``has_remote_pictures``.
    """
    pictures = "data: https: http:" if has_remote_pictures else "data:"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def escaped(text: str) -> str:
    """``text`` as it is read in a page, between tags or in the quotes of an attribute."""
    return escape(visible(text, keep_newlines=True))


def linked(html: str, address: str) -> str:
    """``html`` as a link to ``address``; without one where it must not be opened."""
    target = openable(address)
    return html if target is None else f'<a href="{escaped(target)}" rel="noopener noreferrer">{html}</a>'


def language_mark(text: str, language: str) -> str:
    """The attribute that says of ``text`` that it is Chinese, where the page's ``language`` is another.

    Without it a browser may show the letters as Japanese writes them.
    """
    is_chinese = HAN.search(text) is not None and KANA.search(text) is None
    return ' lang="zh-CN"' if is_chinese and not language.startswith("zh") else ""
