from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.adapters.slow_server import dripping_server
from tests.fake_services import Reply, Services, running_services
from tui_reader.adapters.web import WebError, fetch


@pytest.fixture
def server() -> Iterator[Services]:
    with running_services() as server:
        yield server


def test_an_answer_comes_with_its_kind_and_where_it_was_in_the_end(server: Services) -> None:
    server.replies["/old"] = Reply(status=302, headers={"Location": "/new"})
    server.replies["/new"] = Reply(b"kelp", kind="text/plain; charset=utf-8")
    told: list[tuple[int, int | None]] = []
    answer = fetch(f"{server.address}/old", 10, is_trusted=True, progress=lambda *told_now: told.append(told_now))
    assert answer == (f"{server.address}/new", "text/plain", b"kelp")
    assert told == [(4, 4)]


def test_too_much_is_not_read_whether_it_is_promised_or_not(server: Services) -> None:
    server.replies["/promised"] = Reply(b"x", length=2_000_000_000)
    server.replies["/sent"] = Reply(b"x" * 5000)
    for path in ("/promised", "/sent"):
        with pytest.raises(WebError, match="sends more than 1 KB"):
            fetch(server.address + path, 1024, is_trusted=True)


def test_a_circle_of_redirections_ends(server: Services) -> None:
    server.replies["/round"] = Reply(status=302, headers={"Location": "/round"})
    with pytest.raises(WebError, match="without end"):
        fetch(f"{server.address}/round", 10, is_trusted=True)
    assert len(server.asked) == 5


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x", "/etc/passwd", ""])
def test_nothing_but_the_web_is_followed(server: Services, target: str) -> None:
    with pytest.raises(WebError, match="no address of the web"):
        fetch(target, 10, is_trusted=True)
    if "://" in target:
        server.replies["/go"] = Reply(status=302, headers={"Location": target})
        with pytest.raises(WebError, match="no address of the web"):
            fetch(f"{server.address}/go", 10, is_trusted=True)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"]
)
def test_what_a_log_names_is_never_on_the_local_network(server: Services, host: str) -> None:
    with pytest.raises(WebError, match="local network"):
        fetch(f"http://{host}:{server.server_address[1]}/secret", 10)
    assert server.asked == []


def test_a_trusted_server_cannot_send_one_to_another_on_the_local_network(server: Services) -> None:
    with running_services() as other:
        server.replies["/go"] = Reply(status=302, headers={"Location": f"{other.address}/secret"})
        with pytest.raises(WebError, match="local network"):
            fetch(f"{server.address}/go", 10, is_trusted=True)
        assert other.asked == []


def test_a_slow_server_is_given_up(server: Services) -> None:
    server.replies["/slow"] = Reply(b"kelp", stall=30)
    with pytest.raises(WebError, match=r"does not answer|too slow"):
        fetch(f"{server.address}/slow", 10, is_trusted=True, patience=0.2)


def test_a_server_that_never_ends_its_head_is_given_up_and_called_off() -> None:
    with dripping_server() as address:
        with pytest.raises(WebError, match="too slow"):
            fetch(address, 10, is_trusted=True, patience=0.2)
        wanted = iter((False, True))
        with pytest.raises(WebError, match="called off"):
            fetch(address, 10, is_trusted=True, is_given_up=lambda: next(wanted, True), patience=60)


def test_half_an_answer_is_none(server: Services) -> None:
    server.replies["/half"] = Reply(b"kelp", length=100)
    with pytest.raises(WebError, match="cannot be reached"):
        fetch(f"{server.address}/half", 1000, is_trusted=True)


def test_a_server_that_is_not_there_is_said_without_numbers() -> None:
    with pytest.raises(WebError, match=r"127\.0\.0\.1 cannot be reached \([A-Z]"):
        fetch("http://127.0.0.1:1/x", 10, is_trusted=True)


def test_whoever_gives_up_gets_nothing(server: Services) -> None:
    server.replies["/x"] = Reply(b"kelp")
    with pytest.raises(WebError, match="called off"):
        fetch(f"{server.address}/x", 10, is_trusted=True, is_given_up=lambda: True)


def test_refusals_say_what_the_server_said(server: Services) -> None:
    server.replies["/many"] = Reply(b"", 429, headers={"Retry-After": "7"})
    with pytest.raises(WebError, match="left alone") as raised:
        fetch(f"{server.address}/many", 10, is_trusted=True)
    assert raised.value.retry_after == 7
    with pytest.raises(WebError, match="404"):
        fetch(f"{server.address}/none", 100, is_trusted=True)


def test_without_a_network_that_is_said(server: Services) -> None:
    port = server.server_address[1]
    server.server_close()
    server.shutdown()
    with pytest.raises(WebError, match="is there a network"):
        fetch(f"http://127.0.0.1:{port}/", 10, is_trusted=True)
    with pytest.raises(WebError, match="is there a network"):
        fetch("https://no-such-host.invalid/", 10)
