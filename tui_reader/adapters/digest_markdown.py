"""A digest as Markdown: to be read as it is, and as slides (Marp, reveal-md, Slidev: ``---`` between two of them)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from tui_reader.adapters.digest_words import (
    counts_of,
    facts_of,
    heading_of_silent,
    names,
    reader_name,
    title_of,
    title_of_paper,
    words_of,
)
from tui_reader.adapters.language import _
from tui_reader.core.address import openable
from tui_reader.core.digest import Digest, Logged
from tui_reader.core.markdown_text import contained, escaped, link, spelled_address
from tui_reader.core.visible import visible

FigureAddress = Callable[[Logged, str], str]
"""Gives the address under which a figure of an entry is found from where the digest is."""

LONGEST_ON_A_SLIDE = 500
"""Characters of a summary, a Chinese one counted twice, that are read on one slide beside a figure."""

SLIDES = """\
---
marp: true
paginate: true
title: {title}
style: "section {{ font-size: 24px; }}"
---
"""
"""What stands above the slides. Programs other than Marp read the title, and leave the rest."""


def digest_markdown(digest: Digest, figure_address: FigureAddress) -> str:
    """The digest, heading above heading: the week, its readers, their papers."""
    return "\n".join(_pieces(digest, figure_address))


def _pieces(digest: Digest, figure_address: FigureAddress) -> Iterator[str]:
    """Head, readers, papers, who read nothing."""
    yield f"# {escaped(title_of(digest))}\n\n{counts_of(digest)}\n"
    for part in digest.parts:
        yield f"## {escaped(reader_name(part.reader))}\n"
        for logged in part.papers:
            yield paper_markdown(logged, figure_address)
    yield from _absent(digest)


def paper_markdown(logged: Logged, figure_address: FigureAddress, is_dense: bool = False) -> str:
    """A paper: its title, what is known of it, its figures and the summary.

    ``is_dense``: title, facts and figures stand line under line, for a reader of Markdown that keeps lines apart.
    """
    head = [f"### {_title(logged)}", _facts(logged), *_figures(logged, figure_address)]
    text = ("\n" if is_dense else "\n\n").join(filter(None, head))
    return f"{text}\n\n{contained(logged.entry.summary)}\n" if logged.entry.summary else f"{text}\n"


def digest_slides(digest: Digest, figure_address: FigureAddress) -> str:
    """The digest, a paper on a slide: one with a long summary on several."""
    slides = [f"# {escaped(title_of(digest))}\n\n{counts_of(digest)}\n", *_paper_slides(digest, figure_address)]
    absent = "\n".join(_absent(digest))
    if absent:
        slides.append(absent)
    # A title in JSON is one in YAML, too.
    head = SLIDES.format(title=json.dumps(visible(title_of(digest)), ensure_ascii=False))
    return f"{head}\n" + "\n---\n\n".join(slides)


def _paper_slides(digest: Digest, figure_address: FigureAddress) -> Iterator[str]:
    for part in digest.parts:
        for logged in part.papers:
            facts = " · ".join(filter(None, [f"**{escaped(reader_name(part.reader))}**", _facts(logged)]))
            head = f"## {_title(logged)}\n\n{facts}\n\n"
            # To Marp it says where the picture goes; to others it is the picture's text.
            figures = "".join(
                f"{picture.replace('![', '![bg right:40% fit ', 1)}\n\n" for picture in _figures(logged, figure_address)
            )
            pieces = _slide_pieces(contained(logged.entry.summary or ""))
            for number, piece in enumerate(pieces):
                part_of = f" ({number + 1}/{len(pieces)})" if len(pieces) > 1 else ""
                yield f"{head.replace(chr(10), part_of + chr(10), 1)}{'' if number else figures}{piece}\n"


def _slide_pieces(summary: str) -> list[str]:
    """``summary`` in pieces that have room on a slide, cut between paragraphs; code and tables stay whole."""
    pieces = [""]
    is_open = False
    for paragraph in summary.split("\n\n"):
        size = sum(2 if ord(sign) > 0x2E7F else 1 for sign in pieces[-1] + paragraph)
        if pieces[-1] and size > 2 * LONGEST_ON_A_SLIDE and not is_open:
            pieces.append(paragraph)
        else:
            pieces[-1] += f"\n\n{paragraph}" if pieces[-1] else paragraph
        is_open ^= sum(line.lstrip().startswith(("```", "~~~")) for line in paragraph.split("\n")) % 2 == 1
    return pieces


def _title(logged: Logged) -> str:
    links = logged.entry.links
    return link(escaped(title_of_paper(logged)), openable(links[0].url) if links else None)


def _facts(logged: Logged) -> str:
    """One line; empty where nothing is known."""
    more = [link(escaped(other.label or _("link")), openable(other.url)) for other in logged.entry.links[1:]]
    return " · ".join([*map(escaped, facts_of(logged)), *more])


def _figures(logged: Logged, figure_address: FigureAddress) -> Iterator[str]:
    for figure in logged.entry.body.figures:
        yield f"![]({spelled_address(figure_address(logged, figure.url))})"


def _absent(digest: Digest) -> Iterator[str]:
    if digest.reasons:
        said = (f"- {escaped(words_of(reason, digest))}\n" for reason in digest.reasons)
        yield "".join(["## ", _("Said why not"), "\n\n", *said])
    if digest.silent:
        yield f"## {heading_of_silent(digest)}\n\n{escaped(names(digest.silent))}\n"
