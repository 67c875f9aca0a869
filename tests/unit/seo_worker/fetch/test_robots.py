"""RFC 9309: groups, longest match, wildcards, percent-encoding, and the lines crawlers can't use."""

import time

import pytest

from seo_worker.fetch.robots import parse_robots


def allowed(text: str, path: str, agent: str = "Googlebot") -> bool:
    return parse_robots(text.encode()).decide(agent, path).allowed


def test_an_empty_file_allows_everything() -> None:
    decision = parse_robots(b"").decide("Googlebot", "/any")
    assert (decision.allowed, decision.line, decision.rule) == (True, None, None)


def test_the_own_group_replaces_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Googlebot\nDisallow: /private\n"
    assert allowed(text, "/page")
    assert not allowed(text, "/private/x")
    assert not allowed(text, "/page", "ConvexBot")


def test_a_rule_for_another_bot_is_not_applied_to_everyone() -> None:
    text = "User-agent: BadBot\nDisallow: /\n"
    assert allowed(text, "/page")
    assert allowed(text, "/page", "*")
    assert not allowed(text, "/page", "badbot")


def test_groups_of_one_agent_are_merged_and_several_agents_share_rules() -> None:
    text = "User-agent: a\nUser-agent: b\nDisallow: /x\n\nUser-agent: c\nDisallow: /z\n\nUser-agent: A\nDisallow: /y\n"
    assert [allowed(text, path, "a") for path in ("/x", "/y", "/z")] == [False, False, True]
    assert [allowed(text, path, "b") for path in ("/x", "/y", "/z")] == [False, True, True]


def test_an_agent_line_is_compared_by_its_product_token_only() -> None:
    assert not allowed("User-agent: Googlebot/2.1 (+http://x)\nDisallow: /\n", "/page")
    assert allowed("User-agent: Googlebot-Image\nDisallow: /\n", "/page")
    assert not allowed("User-agent: * anything\nDisallow: /\n", "/page")
    assert allowed("User-agent: *bot\nDisallow: /\n", "/page")


def test_the_decision_names_the_line_and_the_rule_as_written() -> None:
    decision = parse_robots(b"# hi\nUser-agent: *\nDisallow: /a  # why\nAllow: /a/b\n").decide("x", "/a/c")
    assert (decision.allowed, decision.line, decision.rule) == (False, 3, "Disallow: /a")


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/c", False),
        ("Disallow: /page\nAllow: /page", "/page", True),
        ("Allow: /p\nDisallow: /", "/page", True),
        ("Allow: /folder\nDisallow: /folder", "/folder/page", True),
        ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
        ("Allow: /$\nDisallow: /", "/", True),
        ("Allow: /$\nDisallow: /", "/page.htm", False),
        ("Disallow:", "/page", True),
        ("Disallow: /fish", "/fish.html", False),
        ("Disallow: /fish", "/Fish.asp", True),
        ("Disallow: /fish", "/catfish", True),
        ("Disallow: /fish/", "/fish", True),
        ("Disallow: /*.php", "/folder/filename.php?parameters", False),
        ("Disallow: /*.php", "/windows.PHP", True),
        ("Disallow: /*.php$", "/filename.php", False),
        ("Disallow: /*.php$", "/filename.php?parameters", True),
        ("Disallow: /*.php$", "/filename.php5", True),
        ("Disallow: /fish*.php", "/fishheads/catfish.php?parameters", False),
        ("Disallow: /fish*.php", "/Fish.PHP", True),
        ("Disallow: /a*b*c$", "/a1b2c", False),
        ("Disallow: /a*b*c$", "/a1c2b", True),
        ("Disallow: /a*$", "/a", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Disallow: *", "/any", False),
        ("Disallow: /**/x", "/a/b/x", False),
        ("Disallow: /a$b", "/a$b", False),
        ("Disallow: /%7Ejoe", "/~joe/x", False),
        ("Disallow: /~joe", "/%7ejoe/x", False),
        ("Disallow: /a%3cd.html", "/a%3Cd.html", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /ü", "/%C3%BC", False),
        ("Disallow: /%C3%BC", "/%c3%bc/x", False),
        ("Disallow: /q?a=", "/q?a=1", False),
        ("Disallow: /file-with-a-%2A.html", "/file-with-a-*.html", False),
        ("Disallow: /file-with-a-%2A.html", "/file-with-a-x.html", True),
    ],
)
def test_the_longest_matching_rule_decides_and_allow_wins_a_tie(rules: str, path: str, expected: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}\n", path) is expected


def test_robots_txt_itself_is_never_barred() -> None:
    assert allowed("User-agent: *\nDisallow: /\n", "/robots.txt")


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = "\ufeffUser-agent: *" + end + "Disallow: /a" + end
        assert not allowed(text, "/a")


def test_other_directives_do_not_end_a_group() -> None:
    text = "User-agent: *\nCrawl-delay: 5\nContent-Signal: search=yes\nSitemap: https://e.com/s.xml\nDisallow: /\n"
    assert not allowed(text, "/a")
    assert parse_robots(text.encode()).errors == ()


def test_sitemaps_are_listed_once_in_order_wherever_they_stand() -> None:
    robots = parse_robots(
        b"Sitemap: https://e.com/b.xml\nUser-agent: x\nSITEMAP: http://e.com/a.xml\nsitemap: https://e.com/b.xml"
    )
    assert robots.sitemaps == ("https://e.com/b.xml", "http://e.com/a.xml")
    assert robots.errors == ()


def test_unusable_lines_are_blamed_with_their_number() -> None:
    lines = ["Disallow: /early", "User-agent: *", "Disalow: /x", "just words", "Disallow: x", "Disallow: /a$b"]
    text = "\n".join([*lines, "Sitemap: /s.xml", "User-agent:"])
    assert [(e.line, e.message) for e in parse_robots(text.encode()).errors] == [
        (1, "Rule before any user agent"),
        (3, "Unknown directive"),
        (4, "No colon between directive and value"),
        (5, "A path begins with / or *"),
        (6, "$ stands only at the end of a path"),
        (7, "A sitemap needs an absolute http, https or ftp address"),
        (8, "No user agent named"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "user-agent\t*\ndisallow /\n",
        "Useragent: *\nDissallow: /\n",
        "User Agent: *\nDisalow: /\n",
        "user-agent\t: *\ndisallow :/",
    ],
)
def test_mistakes_that_google_forgives_count_and_are_blamed(text: str) -> None:
    robots = parse_robots(text.encode())
    assert not robots.decide("Googlebot", "/page").allowed
    assert [error.line for error in robots.errors] == ([] if ":/" in text else [1, 2])


def test_bytes_that_are_no_text_are_no_crash() -> None:
    robots = parse_robots(bytes(range(256)) * 20 + b"\nUser-agent: *\nDisallow: /a\n")
    assert not robots.decide("x", "/a").allowed
    assert all("\0" not in error.text for error in robots.errors)


def test_wildcards_cannot_make_matching_slow() -> None:
    rules = "User-agent: *\n" + "Disallow: /" + "*a" * 2000 + "b\n"
    robots = parse_robots((rules * 20).encode())
    began = time.process_time()
    assert robots.decide("x", "/" + "a" * 4000).allowed
    assert time.process_time() - began < 1
