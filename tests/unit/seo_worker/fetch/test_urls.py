"""Addresses have one reading: what a browser-grade parser has put into one form, nobody takes apart otherwise."""

from contextlib import suppress
from typing import Final

import ada_url
import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from seo_worker.checks.addresses import is_root, same_document, split, variants
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.sought import Sought
from seo_worker.fetch.urls import WebURL, parse_web_url, parts_of, resolve_http

# What parsers disagree about, next to what they don't.
_PIECES: Final = st.one_of(
    st.sampled_from(
        [
            *"/\\?#@:[]%;&=.+~|^`<>\"' \t\n",
            "//",
            "/..",
            "/.",
            "%2e",
            "%2F",
            "%zz",
            "a",
            "B",
            "é",
            "日",
            "%C3%A9",
            "80",
            "x=",
        ]
    ),
    st.characters(),
)
_HOSTS: Final = st.sampled_from(
    [
        "e.example",
        "E.EXAMPLE.",
        "bücher.example",
        "127.1",
        "0x7f.1",
        "[::1]",
        "e.example:443",
        "e.example:8080",
        "a_b.example",
    ]
)
tails = st.lists(_PIECES, max_size=8).map("".join)
addresses = st.builds("{}{}{}".format, st.sampled_from(["http://", "https://", "HTTPS:\\\\"]), _HOSTS, tails)


def read(text: str) -> WebURL:
    try:
        return parse_web_url(text)
    except FetchFailureError:
        reject()


@settings(max_examples=25)
@given(addresses)
@example("https://e.example/a;b?c;d#e")
@example("http://127.1:80/%7Ea")
@example("http://e.example?")
@example("http://e.example??")
def test_one_form_is_reached_at_once(text: str) -> None:
    url = read(text)
    assert parse_web_url(url.href) == url
    assert url.href.startswith(url.origin)
    # The mark of an empty query is kept in the address and means nothing to the server.
    assert url.href in {url.origin + url.path, url.origin + url.path + "?"}
    assert url.host


@settings(max_examples=25)
@given(addresses)
def test_checks_take_an_address_apart_as_the_fetcher_does(text: str) -> None:
    url = read(text)
    parts, by_standard = split(url.href), ada_url.URL(url.href)
    assert parts.hostname == url.host.lower()
    assert (parts.port or url.port) == url.port
    assert parts.path == by_standard.pathname
    assert (f"?{parts.query}" if parts.query else "") == by_standard.search
    assert same_document(url.href, url.href + "#part")
    assert variants(url.href, url.href)
    assert is_root(url.href) is (url.path == "/")


@settings(max_examples=25)
@given(addresses, tails)
def test_a_reference_leads_to_an_absolute_address_or_nowhere(base: str, href: str) -> None:
    page = read(base)
    found = resolve_http(href, page.href)
    if found is not None:
        assert ada_url.URL(found).href == found
        assert found.startswith(("http://", "https://"))
        assert resolve_http(found, "https://elsewhere.example/") == found


@settings(max_examples=25)
@given(addresses)
def test_a_page_is_always_recognised_under_its_own_address(text: str) -> None:
    url = read(text)
    assert Sought(url.href).likeness(url.href) == "same"
    assert Sought(url.href).likeness(url.href + "#part") == "same"


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    with suppress(FetchFailureError):
        parse_web_url(text)
    resolve_http(text, "https://e.example/")
    parts_of(text)


@pytest.mark.parametrize(
    ("href", "base", "url"),
    [
        # Each of them is read otherwise by a parser of RFC 3986.
        ("\\\\e.example\\a", "https://b.example/", "https://e.example/a"),
        ("https:a", "https://b.example/x/y", "https://b.example/x/a"),
        ("http:a", "https://b.example/x/y", "http://a/"),
        ("/a/./b/../c", "https://b.example/", "https://b.example/a/c"),
        ("/a/%2e%2E/c", "https://b.example/", "https://b.example/c"),
        (" \t/a\nb ", "https://b.example/", "https://b.example/ab"),
        ("//e.example:443/a", "https://b.example/", "https://e.example/a"),
        ("?x=é", "https://b.example/p?y", "https://b.example/p?x=%C3%A9"),
        ("#top", "https://b.example/p?y", "https://b.example/p?y#top"),
        ("http://0x7f.1/", "https://b.example/", "http://127.0.0.1/"),
        ("https://BÜCHER.example", "https://b.example/", "https://xn--bcher-kva.example/"),
        ("https://e.example:99999/", "https://b.example/", None),
        ("https://e.exa mple/", "https://b.example/", None),
        ("mailto:a@b.example", "https://b.example/", None),
        ("javascript:void(0)", "https://b.example/", None),
    ],
)
def test_references_are_resolved_as_browsers_do(href: str, base: str, url: str | None) -> None:
    assert resolve_http(href, base) == url
