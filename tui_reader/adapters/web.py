"""One address of the web, fetched with bounds on everything: what servers send is neither waited for nor believed.

Used for what a log or a server names, so an address may lead anywhere: only http and https are followed, a few times,
and never from the web to a machine of the local network.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from tui_reader.core.message import N_, Message, ReadTuiError, message

if TYPE_CHECKING:
    import ssl

    import httpx

REDIRECTS = 4
"""Redirections that are followed."""

CONNECT_PATIENCE = 6.0
"""Seconds to wait for a connection, and for the next bytes on it."""

PATIENCE = 15.0
"""Seconds after which an answer is given up, however much of it has come."""


LOOK = 0.1
"""Seconds after which whoever waits for an answer looks whether it is still wanted."""


class WebError(ReadTuiError):
    """There is no answer that could be used."""

    def __init__(self, pattern: str, retry_after: float | None = None, **arguments: object) -> None:
        super().__init__(pattern, **arguments)
        self.retry_after = retry_after
        """Seconds that the server asks to be left alone; None where it does not."""


class Answer(NamedTuple):
    """What a server sent."""

    address: str
    """Where it came from in the end."""
    kind: str
    """Its media type, ``application/json``; empty where the server says none."""
    body: bytes


def fetch(
    address: str,
    limit: int,
    headers: Mapping[str, str] | None = None,
    is_trusted: bool = False,
    is_given_up: Callable[[], bool] = bool,
    progress: Callable[[int, int | None], None] | None = None,
    patience: float = PATIENCE,
) -> Answer:
    """Get ``address``, of at most ``limit`` bytes. Raises ``WebError``: for every other status than 200, too.

    ``is_trusted``: somebody set this address, so it may be one of this machine or its network, and lead to another of
    the same server. ``is_given_up`` is asked between pieces; ``progress`` is told the bytes that came, and how many
    there are if the server says so.
    """
    from queue import Empty, SimpleQueue
    from threading import Thread

    until = time.monotonic() + patience
    come: SimpleQueue[Answer | BaseException] = SimpleQueue()
    is_left = False

    def work() -> None:
        try:
            come.put(_fetched(address, limit, headers, is_trusted, lambda: is_left or is_given_up(), progress, until))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where the answer is waited for
            come.put(error)

    # A name that nobody knows, or a server that sends its head letter by letter, heeds no timeout of a connection.
    Thread(target=work, name="readtui-web", daemon=True).start()
    try:
        while True:
            with suppress(Empty):
                answer = come.get(timeout=LOOK)
                break
            if is_given_up():
                raise WebError(N_("called off"))
            if time.monotonic() > until:
                raise WebError(N_("{host} is too slow; try again later"), host=urlsplit(address).hostname or address)
    finally:
        is_left = True
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _fetched(
    address: str,
    limit: int,
    headers: Mapping[str, str] | None,
    is_trusted: bool,
    is_given_up: Callable[[], bool],
    progress: Callable[[int, int | None], None] | None,
    until: float,
) -> Answer:
    """What ``fetch`` gives, by the time ``until`` if the server sends anything at all."""
    import httpx

    host = urlsplit(address).hostname or address
    try:
        with httpx.Client(
            timeout=max(LOOK, min(CONNECT_PATIENCE, until - time.monotonic())),
            headers={"User-Agent": "readtui", **(headers or {})},
            verify=_certificates(),
        ) as client:
            for _hop in range(REDIRECTS + 1):
                _check(address, may_be_local=is_trusted)
                with client.stream("GET", address) as response:
                    if response.is_redirect:
                        target = urljoin(address, response.headers.get("location", ""))
                        is_trusted = is_trusted and urlsplit(target).netloc == urlsplit(address).netloc
                        address = target
                        continue
                    if not is_trusted:
                        _check_peer(response)
                    return _read(response, address, limit, until, is_given_up, progress)
    except httpx.TimeoutException as error:
        raise WebError(N_("{host} does not answer; try again later"), host=host) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        pattern = N_("{host} cannot be reached ({reason}); is there a network?")
        raise WebError(pattern, host=host, reason=_reason(error)) from error
    raise WebError(N_("{host} sends one from address to address without end"), host=host)


@cache
def _certificates() -> ssl.SSLContext:
    """Who is trusted, read once: it takes as long as a server that is near takes to answer."""
    import httpx

    return httpx.create_ssl_context()


def _read(
    response: httpx.Response,
    address: str,
    limit: int,
    until: float,
    is_given_up: Callable[[], bool],
    progress: Callable[[int, int | None], None] | None,
) -> Answer:
    host = urlsplit(address).hostname or address
    if response.status_code == 429:
        pattern = N_("{host} wants to be left alone for a while; try again later")
        raise WebError(pattern, retry_after=_seconds(response.headers.get("retry-after")), host=host)
    if response.status_code != 200:
        raise WebError(N_("{host} refuses: {status}"), host=host, status=_status(response))
    said = response.headers.get("content-length", "")
    size = int(said) if said.isascii() and said.isdigit() else None
    pieces: list[bytes] = []
    length = 0
    if size is not None and size > limit:
        raise _too_large(host, limit)
    for piece in response.iter_bytes():
        length += len(piece)
        if length > limit:
            raise _too_large(host, limit)
        if is_given_up():
            raise WebError(N_("called off"))
        if time.monotonic() > until:
            raise WebError(N_("{host} is too slow; try again later"), host=host)
        pieces.append(piece)
        if progress is not None:
            progress(length, size)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(address, kind, b"".join(pieces))


def _too_large(host: str, limit: int) -> WebError:
    return WebError(N_("{host} sends more than {size} KB; that is not read"), host=host, size=limit // 1024)


def _status(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}".strip()


def _seconds(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After header names; its other form, a date, counts as none."""
    return float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else None


def _reason(error: Exception) -> Message | str:
    words = str(error).strip().partition("\n")[0]
    if words.startswith("[Errno "):  # the number of a refused connection says nothing to people
        words = words.partition("] ")[2]
    return words or message(N_("no reason given"))


def _check(address: str, may_be_local: bool) -> None:
    """Raise ``WebError`` where ``address`` is none of the web, or one of the local network that may not be asked."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WebError(N_("{address} is no address of the web: it has to begin with https://"), address=address[:80])
    if may_be_local:
        return
    import socket

    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise WebError(N_("there is no {host} on the web; is there a network?"), host=parts.hostname) from error
    for *_rest, place in found:
        _check_public(str(place[0]), parts.hostname)


def _check_public(place: str, host: str) -> None:
    if not ip_address(place.partition("%")[0]).is_global:
        raise WebError(N_("{host} is on the local network, where a log may not send anybody"), host=host)


def _check_peer(response: httpx.Response) -> None:
    """The same of the machine that did answer: a name may mean another one from one moment to the next."""
    import urllib.request

    stream = response.extensions.get("network_stream")
    place = stream.get_extra_info("server_addr") if stream is not None else None
    if place and not urllib.request.getproxies():
        _check_public(str(place[0]), response.url.host)
