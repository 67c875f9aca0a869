"""JSON-LD and microdata, also broken, deep and unstorable ones."""

from collections.abc import Callable

import pytest
from pydantic import JsonValue

from seo_worker.evidence import Page

Parse = Callable[..., Page]


def block(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def test_a_list_a_single_thing_and_a_nested_one(parse: Parse) -> None:
    page = parse(
        block(
            '[{"@type":"https://schema.org/Product","name":"Loaf","offers":{"@type":"Offer","price":3.5}},{"@type":"FAQPage"}]'
        )
        + block('{"@type":"schema:WebSite","url":"https://e.com"}')
    )
    assert [item.types for item in page.structured] == [("Product",), ("FAQPage",), ("WebSite",)]
    assert page.structured[0].properties == {"name": "Loaf", "offers": {"@type": "Offer", "price": 3.5}}


def test_wrappers_and_type_parameters_are_ignored(parse: Parse) -> None:
    html = '<script type="application/ld+json; charset=utf-8">//<![CDATA[\n<!-- {"@type":"Thing"} -->\n//]]></script>'
    assert [item.types for item in parse(html).structured] == [("Thing",)]


@pytest.mark.parametrize(
    ("json", "message"),
    [
        ('{"@type":"A",}', "Not valid JSON in line 1: Expecting property name enclosed in double quotes"),
        ('{"a":\n"b"\n"c":1}', "Not valid JSON in line 3: Expecting ',' delimiter"),
        ("", "Not valid JSON in line 1: Expecting value"),
        ('{"a": NaN}', "Not valid JSON: a number is out of range"),
        ("[" * 100_000, "Nested too deeply"),
    ],
)
def test_a_block_that_cannot_be_read_is_blamed(parse: Parse, json: str, message: str) -> None:
    page = parse(block(json) + block('{"@type":"Thing"}'))
    assert [(e.syntax, e.message) for e in page.structured_errors] == [("json-ld", message)]
    assert [item.types for item in page.structured] == [("Thing",)]


def test_values_that_cannot_be_stored_are_left_out(parse: Parse) -> None:
    page = parse(block(r'{"@type":"Thing","a":"x\u0000y\ud800z","b":1e999,"c":123456789012345678901234567890,"d":7}'))
    assert page.structured[0].properties == {"a": "xyz", "b": None, "c": None, "d": 7}


def test_what_is_too_deep_or_too_much_is_cut(parse: Parse) -> None:
    inner: JsonValue = parse(block('{"@type":"T","a":' * 50 + "1" + "}" * 50)).structured[0].properties
    depth = 0
    while isinstance(inner, dict):
        inner, depth = inner.get("a"), depth + 1
    assert (inner, depth) == (None, 13)
    many = parse(block('{"@type":"T","a":[' + ",".join(["[1]"] * 20_000) + "]}"))
    value = many.structured[0].properties["a"]
    assert isinstance(value, list)
    assert value.count([1]) == 2498


@pytest.mark.parametrize("json", ["1", '"text"', "null", "[]", "{}", "[[[]]]", '{"@graph": 5}', '{"@type": 5}'])
def test_json_that_describes_nothing_is_no_crash(parse: Parse, json: str) -> None:
    assert parse(block(json)).structured_errors == ()


def test_microdata_nests_items_and_repeats_properties(parse: Parse) -> None:
    page = parse(
        """<div itemscope itemtype="https://schema.org/Recipe"><h1 itemprop="name">Bread <b>loaf</b></h1>
        <img itemprop="image" src="/a.jpg"><time itemprop="datePublished" datetime="2026-01-02">today</time>
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Jo Roe</b></span>
        <li itemprop="ingredient">Flour</li><li itemprop="ingredient">Water</li>
        <meta itemprop="cookTime" content="PT1H">
        </div><p itemprop="stray">x</p>"""
    )
    assert [(item.syntax, item.types) for item in page.structured] == [("microdata", ("Recipe",))]
    assert page.structured[0].properties == {
        "name": "Bread loaf",
        "image": "https://www.example.co.uk/a.jpg",
        "datePublished": "2026-01-02",
        "author": {"@type": "Person", "name": "Jo Roe"},
        "ingredient": ["Flour", "Water"],
        "cookTime": "PT1H",
    }
    assert [(b.name, b.source, b.is_person) for b in page.bylines] == [("Jo Roe", "itemprop", True)]
    assert [(d.source, d.iso) for d in page.dates] == [("microdata", "2026-01-02"), ("time", "2026-01-02")]


def test_microdata_nested_without_end_is_cut(parse: Parse) -> None:
    page = parse('<div itemscope itemprop="a" itemtype="T">' * 400 + "x")
    assert len(page.structured) >= 1


def things(page: Page) -> list[tuple[tuple[str, ...], dict[str, JsonValue]]]:
    return [(item.types, item.properties) for item in page.structured]


def test_a_graph_is_unfolded_and_what_only_names_a_thing_is_none(parse: Parse) -> None:
    page = parse(
        block(
            '{"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"#p","about":{"@id":"#o"}},'
            '{"@id":"#o"},{"@type":"Organization","@id":"#o","name":"Ada & Co"}]}'
        )
    )
    assert things(page) == [
        (("WebPage",), {"@id": "#p", "about": {"@id": "#o"}}),
        (("Organization",), {"@id": "#o", "name": "Ada & Co"}),
    ]


def test_blocks_that_speak_of_one_thing_are_put_together(parse: Parse) -> None:
    page = parse(
        block('{"@type":"Product","@id":"#p","name":"Loaf"}')
        + block('{"@id":"#p","offers":{"@type":"Offer"},"name":"Other"}')
        + block('{"@type":"Product","name":"Roll"}')
    )
    assert things(page) == [
        (("Product",), {"@id": "#p", "name": "Loaf", "offers": {"@type": "Offer"}}),
        (("Product",), {"name": "Roll"}),
    ]


@pytest.mark.parametrize(
    "json",
    [
        '{"@context":{"@vocab":"https://schema.org/"},"@type":"Product","name":"Loaf"}',
        '{"@context":{"schema":"https://schema.org/"},"@type":"schema:Product","schema:name":"Loaf"}',
        '{"@context":["https://schema.org",{"x":"https://x.example/"}],"@type":["Product"],"name":"Loaf"}',
        '{"@type":"http://schema.org/Product","http://schema.org/name":"Loaf"}',
        '\ufeff {"@type":"Product","name":"Loaf"}',
        '[[{"@type":"Product","name":"Loaf"}]]',
        '/*<![CDATA[*/ {"@type":"Product","name":"Loaf"} /*]]>*/',
    ],
)
def test_contexts_prefixes_and_wrappers_do_not_change_the_thing(parse: Parse, json: str) -> None:
    assert things(parse(block(json))) == [(("Product",), {"name": "Loaf"})]


@pytest.mark.parametrize(
    "json",
    [
        '{"@type":"Product","offers":[1,],"name":"Loaf"}',
        '{"@type":"Product" /* a loaf */}',
        '{"@type":"Product", // a loaf\n"name":"Loaf"}',
        "{'@type':'Product'}",
        '{"@type":"Product","name":"two\nlines"}',
        '{"@type":"Product"}{"@type":"Product"}',
        "{&quot;@type&quot;:&quot;Product&quot;}",
    ],
)
def test_what_browsers_call_no_json_is_none_here(parse: Parse, json: str) -> None:
    page = parse(block(json))
    assert page.structured == ()
    assert len(page.structured_errors) == 1


def test_a_key_that_stands_twice_is_told_and_the_last_one_counts(parse: Parse) -> None:
    page = parse(block('{"@type":"Product","name":"Loaf","brand":{"name":"A"},"name":"Roll"}'))
    assert things(page) == [(("Product",), {"name": "Roll", "brand": {"name": "A"}})]
    assert [e.message for e in page.structured_errors] == [
        "A thing has the key name twice, and only the last one counts"
    ]


def test_a_block_that_is_too_long_is_not_taken_for_broken_json(parse: Parse) -> None:
    page = parse(block('{"@type":"Product","name":"' + "x" * 500_000 + '"}'))
    assert [e.message for e in page.structured_errors] == ["Longer than 500,000 characters, so not read"]
