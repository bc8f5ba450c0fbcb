from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.address import (
    BARE,
    file_in_repository,
    file_name,
    openable,
    picture_name,
    repository_of,
    site,
    without_scheme,
    zotero_library,
)


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00001"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("zotero://select/library/items/ABC", "zotero://select/library/items/ABC"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("https://example.org/图 1.png", "https://example.org/%E5%9B%BE%201.png"),
        ("https://example.org/\x1b\\\x07\udcff\ud800", "https://example.org/%1B%5C%07%FF%ED%A0%80"),
    ],
)
def test_addresses_that_may_be_opened_are_safe_to_send(address: str, opened: str) -> None:
    assert openable(address) == opened


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ssh://host",
        "docs/a.md",
        "//host/a",
        "",
        "https:",
    ],
)
def test_other_addresses_are_not_opened(address: str) -> None:
    assert openable(address) is None


@given(st.text().map("https://".__add__))
def test_nothing_in_an_address_ends_the_sequence_that_carries_it(address: str) -> None:
    opened = openable(address)
    assert opened is not None
    assert all("!" <= character <= "~" and character != "\\" for character in opened)


def test_addresses_are_shown_without_what_all_of_them_have() -> None:
    assert without_scheme("https://www.example.org/a/") == "example.org/a"
    assert without_scheme("zotero://select/1") == "zotero://select/1"
    assert without_scheme("Images/a.png") == "Images/a.png"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://user@www.example.org/a?b", "www.example.org"),
        ("https://example.org", "example.org"),
        ("zotero://select/1", "zotero"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("docs/a.md", "docs/a.md"),
    ],
)
def test_a_link_says_where_it_leads(address: str, place: str) -> None:
    assert site(address) == place


def test_the_name_of_a_file_is_readable() -> None:
    assert file_name("https://example.org/Images/A%20b.png?raw=true") == "A b.png"
    assert file_name("a.png") == "a.png"
    assert file_name("https://example.org/") == "example.org"


def test_a_picture_is_called_by_its_text_if_that_says_something() -> None:
    assert picture_name("Overview of the model", "x.png") == "Overview of the model"
    assert picture_name("image", "Images/net.png") == "net.png"
    assert picture_name("", "https://www.example.org/assets/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0") == "example.org"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见 https://example.org/a。", "https://example.org/a"),
        ("(https://example.org/a).", "https://example.org/a"),
        ("https://example.org/a_b-c?d=e&f=%20#g 和", "https://example.org/a_b-c?d=e&f=%20#g"),
    ],
)
def test_an_address_in_running_text_ends_where_the_sentence_goes_on(text: str, address: str) -> None:
    match = BARE.search(text)
    assert match is not None
    assert match[0] == address


@pytest.mark.parametrize(
    "remote",
    [
        "git@github.com:Mira/log.git",
        "https://github.com/mira/log",
        "https://mira:secret@www.github.com/mira/log.git/",
        "ssh://git@github.com:22/mira/log.git",
    ],
)
def test_a_repository_is_known_by_its_site_and_path(remote: str) -> None:
    assert repository_of(remote) == "github.com/mira/log"
    assert file_in_repository("https://github.com/mira/log/blob/main/Images/a.png") == (
        "github.com/mira/log",
        "Images/a.png",
    )


def test_a_file_of_a_gitlab_is_known_by_its_groups() -> None:
    address = "https://git.example.org/lab/tide/log/-/raw/main/a%20b.png?inline=false"
    assert file_in_repository(address) == ("git.example.org/lab/tide/log", "a%20b.png")
    assert file_in_repository("https://example.org/a.png") is None


def test_links_of_zotero_say_whose_library_they_lead_into() -> None:
    own = zotero_library("zotero://select/library/items/ABCD1234")
    assert own is not None
    assert "whoever wrote the entry" in str(own)
    group = zotero_library(" Zotero://open-pdf/groups/4712/items/ABCD1234?page=3")
    assert group is not None
    assert "4712" in str(group)
    assert zotero_library("https://zotero.org/groups/4712") is None
