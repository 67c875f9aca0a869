"""Nothing that anybody wrote becomes markup, and no page needs what the policy of contents forbids."""

import gzip
import re
from html import unescape

import pytest

from gateway.dashboard.pages import CONTENT_SECURITY_POLICY, TEMPLATES, load_pages
from gateway.dashboard.unsent import UNSENT_FIELD
from support.hostile_markup import HOSTILE_MARKUP
from unit.gateway.dashboard.pages import Elements, get, home_values

PAGES = load_pages(is_secure=True)
FRAMED = ["home.html", "account.html"]
FRAGMENTS = ["fragments/figures.html", "fragments/strategies.html", "fragments/jobs.html"]


def _shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(tag, tuple(sorted(attributes))) for tag, attributes in Elements(text).found]


def _rendered(template: str, text: str, lang: str) -> str:
    answer = PAGES.render(get(query=f"lang={lang}"), template, home_values(text))
    return bytes(answer.body).decode()


@pytest.mark.parametrize("template", [*FRAMED, *FRAGMENTS])
@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_words_of_others_change_nothing_but_text(template: str, hostile: str, lang: str) -> None:
    harmless = _shape(_rendered(template, "harmless", lang))
    assert _shape(_rendered(template, hostile, lang)) == harmless


def test_words_of_others_are_shown_as_they_are() -> None:
    text = _rendered("fragments/strategies.html", HOSTILE_MARKUP[0], "en")
    assert HOSTILE_MARKUP[0] not in text
    assert HOSTILE_MARKUP[0] in unescape(text)


def test_a_sign_in_form_keeps_what_was_filled_in_as_text() -> None:
    values = {
        "csrf": "x",
        "next_path": "/dashboard/convex",
        "email": HOSTILE_MARKUP[7],
        "errors": {"email": "Wrong"},
        "has_accounts": True,
        "was_signed_in": False,
        "user": None,
        "viewer": None,
        "unsent": HOSTILE_MARKUP[7],
        "unsent_name": UNSENT_FIELD,
    }
    elements = Elements(bytes(PAGES.render(get(), "sign_in.html", values).body).decode()).found
    field = next(attributes for _, attributes in elements if attributes.get("id") == "email")
    assert field["value"] == HOSTILE_MARKUP[7]
    assert field["aria-describedby"] == "email-error"
    assert not any(tag == "img" for tag, _ in elements)


def test_the_address_of_a_page_becomes_no_markup() -> None:
    values = home_values("x") | {"viewer": None}
    shapes = [
        _shape(bytes(PAGES.render(get(path, "a=%22%3E%3Cscript%3E"), "account.html", values).body).decode())
        for path in ("/dashboard/convex/harmless", '/dashboard/convex/"><script>alert(1)</script>')
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("**/*.html")), ids=lambda path: path.name)
def test_no_template_holds_a_style_a_script_or_a_way_around_escaping(path: object) -> None:
    text = TEMPLATES.joinpath(str(path)).read_text()
    assert not re.search(r"\bstyle=|<style|\son[a-z]+=|javascript:|hx-on|\|\s*safe|autoescape|Markup", text)
    assert not re.search(r"<script(?![^>]*\bsrc=\"{{ asset\()", text)


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/dashboard/convex", ("page", None)),
        ("/dashboard/convex/account", (None, "page")),
        ("/dashboard/convex/account/keys", (None, "true")),
    ],
)
def test_navigation_says_where_one_is(path: str, current: tuple[str | None, ...]) -> None:
    text = bytes(PAGES.render(get(path), "home.html", home_values("x")).body).decode()
    navigation = text.partition('class="side-nav"')[2].partition("</nav>")[0]
    marked = {
        attributes["href"]: attributes.get("aria-current")
        for tag, attributes in Elements(navigation).found
        if tag == "a"
    }
    assert (marked["/dashboard/convex"], marked["/dashboard/convex/account"]) == current


def test_a_page_has_its_headers() -> None:
    headers = PAGES.render(get(), "home.html", home_values("x")).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "Cookie" in headers["vary"]


def test_a_page_is_compressed_for_those_who_can_read_that() -> None:
    values = home_values("x")
    answer = PAGES.render(get(accept_encoding="gzip, br"), "home.html", values)
    assert answer.headers["content-encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(bytes(answer.body))
    assert "content-encoding" not in PAGES.render(get(), "home.html", values).headers


def test_the_theme_is_in_the_page_before_any_script() -> None:
    text = bytes(PAGES.render(get(cookie="convex_theme=dark"), "home.html", home_values("x")).body).decode()
    assert '<html lang="en" data-theme="dark">' in text
    other = bytes(PAGES.render(get(cookie="convex_theme=%22onload"), "home.html", home_values("x")).body).decode()
    assert 'data-theme="auto"' in other


def test_a_switch_keeps_its_choice_in_a_cookie() -> None:
    cookies = PAGES.render(get(query="lang=de&theme=dark"), "home.html", home_values("x")).headers.getlist("set-cookie")
    assert [cookie.split(";")[0] for cookie in cookies] == ["convex_language=de", "convex_theme=dark"]
    assert all("Path=/dashboard" in cookie and "Secure" in cookie for cookie in cookies)
    assert "set-cookie" not in PAGES.render(get(query="lang=xx&theme=pink"), "home.html", home_values("x")).headers
