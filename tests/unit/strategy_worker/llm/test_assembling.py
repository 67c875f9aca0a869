import json
import random
from collections.abc import Iterable, Iterator

import pytest
from pydantic import JsonValue

from strategy_worker.llm.assembling import Assembler, Closed, Text
from strategy_worker.llm.model import CallFailedError

DOCUMENT = (
    '{"choice":{"policy":"Only implants","refusals":[{"what":"Whitening","why":"Low margin"}]},"summary":"Short"}'
)


def read(pieces: Iterable[str]) -> list[Text | Closed]:
    assembler = Assembler()
    told = [event for piece in pieces for event in assembler.feed(piece)]
    assembler.finish()
    return told


def sections(told: Iterable[Text | Closed]) -> dict[str, JsonValue]:
    return {event.section: event.value for event in told if isinstance(event, Closed)}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_texts_and_sections_are_told_in_the_order_of_the_answer(size: int) -> None:
    assert read(DOCUMENT[at : at + size] for at in range(0, len(DOCUMENT), size)) == [
        Text("choice", "policy", "Only implants"),
        Text("choice", "refusals[0].what", "Whitening"),
        Text("choice", "refusals[0].why", "Low margin"),
        Closed("choice", {"policy": "Only implants", "refusals": [{"what": "Whitening", "why": "Low margin"}]}),
        Text("summary", "", "Short"),
        Closed("summary", "Short"),
    ]


def test_a_text_is_told_by_the_delta_that_ends_it() -> None:
    assembler = Assembler()
    assert assembler.feed('{"a":"one') == []
    assert assembler.feed('"') == [Text("a", "", "one"), Closed("a", "one")]
    assert assembler.feed(',"b":["x') == []
    assert assembler.feed('","y"') == [Text("b", "[0]", "x"), Text("b", "[1]", "y")]
    assert assembler.feed("]") == [Closed("b", ["x", "y"])]
    assert assembler.feed("}") == []
    assembler.finish()


def test_lists_in_lists_are_counted_by_themselves() -> None:
    told = read(['{"a":[["x"],[{"b":["y",1,"z"]}]]}'])
    assert [(event.path, event.value) for event in told if isinstance(event, Text)] == [
        ("[0][0]", "x"),
        ("[1][0].b[0]", "y"),
        ("[1][0].b[2]", "z"),
    ]


@pytest.mark.parametrize("value", ["1", "-0.5e3", "true", "null", "[]", "{}", "12345678901234567890"])
def test_a_section_need_not_be_text(value: str) -> None:
    assert read(f'{{"a": {value} }}') == [Closed("a", json.loads(value))]


def test_whitespace_around_everything_is_no_matter() -> None:
    assert sections(read('\n { "a" :\t[ "b" , 1 ]\r\n, "c" : { } } \n ')) == {"a": ["b", 1], "c": {}}


def test_an_empty_object_is_complete() -> None:
    assert read("{}") == []


@pytest.mark.parametrize(
    ("escaped", "value"),
    [
        (r"\"\\\/\b\f\n\r\t", '"\\/\b\f\n\r\t'),
        (r"\u00e9", "é"),
        (r"\ud83d\ude00", "😀"),
        ("😀é", "😀é"),
        (r"\\\\\"", '\\\\"'),
        (r"a\ud83d b", "a\ufffd b"),
        (r"a\ude00", "a\ufffd"),
        (r"a\u0000b", "a\ufffdb"),
        ("\u2028\x7f", "\u2028\x7f"),
    ],
)
def test_escapes_are_read_wherever_they_are_cut(escaped: str, value: str) -> None:
    document = f'{{"a":"{escaped}"}}'
    for at in range(len(document)):
        assert sections(read([document[:at], document[at:]])) == {"a": value}


def test_a_pair_of_surrogates_that_two_deltas_share_is_one_character() -> None:
    assert sections(read(['{"a":"\ud83d', '\ude00"}'])) == {"a": "😀"}


@pytest.mark.parametrize(
    "document",
    [
        "",
        " ",
        "[]",
        '"a"',
        "1",
        "null",
        "\ufeff{}",
        "```json\n{}",
        "{}{}",
        "{} x",
        '{} "',
        "{}}",
        "{]",
        '{"a":[}',
        '{"a":[1}',
        '{"a":{"b":1]',
        "{,}",
        '{"a"}',
        '{"a":}',
        '{"a":1,}',
        '{"a":[1,]}',
        '{"a":[,1]}',
        '{"a":1 2}',
        '{"a":"b" "c"}',
        '{"a":"b""c":1}',
        '{"a" 1}',
        '{"a"::1}',
        "{a:1}",
        "{1:1}",
        "{'a':1}",
        '{"a":1,"a":1}',
        '{"a":{"b":1,"b":2}}',
        r'{"a":1,"\u0061":2}',
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":1e999}',
        '{"a":' + "1" * 5000 + "}",
        '{"a":01}',
        '{"a":+1}',
        '{"a":.5}',
        '{"a":1.}',
        '{"a":1e}',
        '{"a":--1}',
        '{"a":True}',
        '{"a":nul}',
        '{"a":truefalse}',
        '{"a":\u0661}',
        '{"a":"\x01"}',
        '{"a":"\n"}',
        '{"a":"\x00"}',
        r'{"a":"\x"}',
        r'{"a":"\u12g4"}',
        '{"a":"b}',
        '{"a":"b"',
        '{"a":["b"',
        '{"a":tru',
        '{"a',
        '{"a\\',
        '{"a":\xa01}',
        '{"a":' + "[" * 100_000,
    ],
)
@pytest.mark.parametrize("size", [1, 1_000_000])
def test_anything_but_one_complete_object_is_bad_output(document: str, size: int) -> None:
    with pytest.raises(CallFailedError) as failure:
        read(document[at : at + size] for at in range(0, len(document), size))
    assert failure.value.kind == "bad_output"


def test_what_was_complete_before_a_fault_is_told() -> None:
    assembler = Assembler()
    assert assembler.feed('{"a":"b",x') == [Text("a", "", "b"), Closed("a", "b")]
    with pytest.raises(CallFailedError, match="bad_output"):
        assembler.feed('"c":"d"}')
    with pytest.raises(CallFailedError, match="bad_output"):
        assembler.finish()


def test_a_fault_tells_where_but_nothing_of_the_answer() -> None:
    assembler = Assembler()
    assembler.feed('{"a":"b"')
    assembler.feed(" secret")
    with pytest.raises(CallFailedError) as failure:
        assembler.finish()
    assert failure.value.detail == "comma or end expected near character 8"


def pieces_of(document: str, chance: random.Random) -> Iterator[str]:
    at = 0
    while at < len(document):
        size = chance.choice([0, 1, 1, 2, 3, 5, 8, 40])
        yield document[at : at + size]
        at += size


def text_of(chance: random.Random) -> str:
    letters = 'ab "\\/\n\t\x01{}[]:,é😀𝄞\u2028\ud83d'
    text = "".join(chance.choice(letters) for _ in range(chance.randrange(12)))
    return text.replace("\ud83d", "" if chance.random() < 0.9 else "\ufffd")


def value_of(chance: random.Random, depth: int) -> JsonValue:
    choice = chance.randrange(8 if depth else 6)
    match choice:
        case 0 | 1 | 2:
            return text_of(chance)
        case 3:
            return chance.choice([True, False, None])
        case 4:
            return chance.randrange(-1000, 1000)
        case 5:
            return chance.uniform(-1e6, 1e6)
        case 6:
            return [value_of(chance, depth - 1) for _ in range(chance.randrange(4))]
        case _:
            return object_of(chance, depth - 1)


def object_of(chance: random.Random, depth: int) -> dict[str, JsonValue]:
    return {text_of(chance): value_of(chance, depth) for _ in range(chance.randrange(5))}


def texts_of(value: JsonValue) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in texts_of(item)]
        case dict():
            return [text for item in value.values() for text in texts_of(item)]
        case _:
            return []


@pytest.mark.parametrize("seed", range(8))
def test_random_documents_cut_anywhere_are_read_as_by_the_library(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        document = json.dumps(
            object_of(chance, 4), ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, None, 1, "\t"])
        )
        told = read(pieces_of(document, chance))
        expected = json.loads(document)
        assert sections(told) == expected
        assert [event.value for event in told if isinstance(event, Text)] == texts_of(expected)


def _refuse_duplicates(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def _refuse(_constant: str) -> float:
    raise ValueError("no JSON")


def _library(document: str) -> JsonValue:
    """What `json.loads` makes of an object without its leniencies; nothing when it is none."""
    try:
        value: JsonValue = json.loads(document, object_pairs_hook=_refuse_duplicates, parse_constant=_refuse)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


@pytest.mark.parametrize("seed", range(8))
def test_documents_with_a_damaged_character_are_judged_as_by_the_library(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        # Unescaped, as half a damaged pair of escapes is read otherwise than by the library.
        characters = list(json.dumps(object_of(chance, 3), ensure_ascii=False))
        at = chance.randrange(len(characters))
        characters[at : at + chance.randrange(3)] = chance.choice(['"', "\\", ",", "]", "}", "{", "\x01", "1", ":", ""])
        document = "".join(characters)
        try:
            found: JsonValue = sections(read(pieces_of(document, chance)))
        except CallFailedError:
            found = None
        assert found == _library(document), document
