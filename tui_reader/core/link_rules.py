"""The rules about the links of an entry's header, and about an address that stands where the source is to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui_reader.core.diagnostic import Fix
from tui_reader.core.document import Span
from tui_reader.core.fields import fold, has_scheme
from tui_reader.core.header_form import with_source
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.message import N_, message
from tui_reader.core.rule import Context, Finding, entry_rule
from tui_reader.core.spelling import encoded
from tui_reader.core.text_edit import TextEdit

HEADER = "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature]"
BODY = "\n> >\n> > Summary: It holds on to the rock.\n"
"""The header in the examples, without its link, and what stands under it."""

SPACE = lazy_pattern(r"\s+")
# "http//", "https:/", "https：//", "htps://" and the like: one sign too few, too many or another.
MISTYPED_SCHEME = lazy_pattern(
    r"h{0,2}t{1,3}p{1,2}(?P<secure>s{0,2})\s*[:;：；]{0,2}\s*[/\\\\／]{1,3}(?=[\w-]+\.)", re.IGNORECASE
)
SCHEME_TWICE = lazy_pattern(r"(?:https?://)+(?=https?://)", re.IGNORECASE)
WITHOUT_SCHEME = lazy_pattern(
    r"(?:www\.|(?:[a-z0-9-]+\.)+(?:org|com|net|edu|gov|io|ai|dev|cn|de|fr|uk|jp|kr|hk|tw|eu|me|cc)/)[^\s]",
    re.IGNORECASE,
)
WITH_SCHEME = lazy_pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
WEB = lazy_pattern(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
# Full-width signs at the end are the sentence's, not the address's.
SENTENCE_END = lazy_pattern(r"[，。；：、）】》”’！？]+$")


def _mended_address(address: str) -> str | None:
    """``address`` as it was most certainly meant, if it is broken in one of the ways that people mistype; else None."""
    address = SENTENCE_END.sub("", address)
    if twice := SCHEME_TWICE.match(address):
        address = address[twice.end() :]
    if WEB.match(address) is None and (mistyped := MISTYPED_SCHEME.match(address)):
        return f"http{'s' if mistyped['secure'] else ''}://{address[mistyped.end() :]}"
    if WITH_SCHEME.match(address) is None and WITHOUT_SCHEME.match(address):
        return f"https://{address}"
    return address


def _is_broken(address: str) -> bool:
    """Whether ``address`` leads nowhere: its host has no dot, or another address begins in the midst of it."""
    web = WEB.match(address)
    if web is None:
        return False
    host = web["host"].rpartition("@")[2].partition(":")[0]
    path = address[web.end() :].partition("?")[0]
    # Archives keep pages under their addresses.
    runs_together = "://" in path and "archive" not in host
    return runs_together or ("." not in host and host != "localhost" and not host.startswith("["))


def _link_places(context: Context) -> Iterator[tuple[str, Span]]:
    """The addresses of the header's links, as written, and where they stand."""
    span = context.entry.header.span
    start = span.start
    for link in context.entry.links:
        found = context.text.find(link.url, start, span.end)
        if found >= 0:
            start = found + len(link.url)
            yield link.url, Span(found, start)


@entry_rule(
    "link-empty",
    "header",
    "warning",
    what=N_("A link has no address"),
    why=N_("Who wants to read the paper has to look for it again."),
    before=HEADER + "()" + BODY,
    after=HEADER + "(https://example.org/kelp)" + BODY,
)
def _link_empty(context: Context) -> Iterator[Finding]:
    place = context.spans.get("empty_link")
    if place is not None:
        yield Finding(place, message(N_("A link has no address; put one between its parentheses")))


@entry_rule(
    "link-broken",
    "header",
    "warning",
    what=N_("The address of a link leads nowhere"),
    why=N_("A sign too few in http:// or a missing dot, and nobody can follow the link."),
    before=HEADER + "(https:/example.org/kelp)" + BODY,
    after=HEADER + "(https://example.org/kelp)" + BODY,
)
def _link_broken(context: Context) -> Iterator[Finding]:
    for address, place in _link_places(context):
        if SPACE.search(address):
            continue
        mended = _mended_address(address)
        if mended is not None and mended != address:
            pattern = N_("This address leads nowhere; {address} is most likely meant")
            fix = Fix((TextEdit(place, mended),), frozenset({"links"}))
            yield Finding(place, message(pattern, address=mended), fix)
        elif _is_broken(address):
            yield Finding(place, message(N_("This address leads nowhere; open the paper and copy its address anew")))


@entry_rule(
    "link-space",
    "header",
    "warning",
    what=N_("The address of a link has a space in it"),
    why=N_("Markdown ends an address at a space: what should be a link is shown as brackets and parentheses."),
    before=HEADER + "(https://example.org/kelp forest)" + BODY,
    after=HEADER + "(https://example.org/kelp%20forest)" + BODY,
)
def _link_space(context: Context) -> Iterator[Finding]:
    for address, place in _link_places(context):
        if SPACE.search(address) and has_scheme(address):
            fix = Fix((TextEdit(place, encoded(fold(address))),), frozenset({"links"}))
            yield Finding(place, message(N_("A space stands in this address; write it as %20")), fix)


@entry_rule(
    "source-address",
    "header",
    "info",
    what=N_("An address stands in the place of the source"),
    why=N_("It is shown instead of the venue, and is no link where brackets are all that is around it."),
    before="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[https://www.example.org/kelp]" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[example.org](https://www.example.org/kelp)" + BODY,
)
def _source_address(context: Context) -> Iterator[Finding]:
    entry = context.entry
    if entry.source is None or not has_scheme(entry.source):
        return
    web = WEB.match(entry.source)
    edit = None
    if web is not None and any(link.url == entry.source for link in entry.links):
        host = web["host"].lower().removeprefix("www.")
        edit = with_source(context.text, entry, context.standard.template, host) if host else None
    fix = Fix((edit,), frozenset({"source", "links"})) if edit is not None else None
    yield Finding(
        context.place("source"),
        message(N_("An address stands in the place of the source; name the source and put the address behind it")),
        fix,
    )
