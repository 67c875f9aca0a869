"""The rule file: complete, in agreement with the code, and refused when it is not."""

from importlib.resources import files
from pathlib import Path

import pytest

import seo_worker
from seo_worker.checks.registry import KEYWORD_CHECKS, PAGE_CHECKS, SITE_CHECKS
from seo_worker.checks.rules import load_ruleset, parse_ruleset

CONTENT = files("seo_worker.checks").joinpath("rules.yaml").read_bytes()


def test_every_rule_has_one_check_and_every_check_a_rule() -> None:
    ids = [*SITE_CHECKS, *PAGE_CHECKS, *KEYWORD_CHECKS]
    assert len(ids) == len(set(ids)) == 64
    assert set(ids) == set(load_ruleset().rules)


def test_ids_and_pillars_agree() -> None:
    letters = {"T": "technical", "C": "topical", "A": "authority"}
    assert all(rule.pillar == letters[name[0]] for name, rule in load_ruleset().rules.items())


# By pillar in the order of the ids.
WEIGHTS = {
    "T": [10, 14, 10, 2, 3, 5, 6, 3, 4, 6, 2, 3, 4, 2, 2, 4, 2, 4, 2, 5, 1, 3, 2, 2, 1, 1, 2, 1, 1, 3, 1, 0],
    "C": [10, 6, 6, 3, 2, 5, 6, 4, 2, 2, 20, 6, 5, 3, 2, 3, 2, 3, 4, 2, 2, 2],
    "A": [10, 8, 8, 4, 5, 5, 30, 20, 2, 8],
}


@pytest.mark.parametrize("letter", WEIGHTS)
def test_every_check_weighs_what_was_decided(letter: str) -> None:
    rules = load_ruleset().rules
    expected = {f"{letter}{n:02}": weight for n, weight in enumerate(WEIGHTS[letter], start=1)}
    assert {name: int(rule.weight) for name, rule in rules.items() if name[0] == letter} == expected


def test_every_figure_of_the_file_is_read_by_the_code() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(seo_worker.__path__[0]).rglob("*.py"))
    figures = {(name, limit) for name, rule in load_ruleset().rules.items() for limit in rule.limits}
    assert {(name, limit) for name, limit in figures if f'"{limit}"' not in code} == set()


def test_the_pillars_weigh_35_40_25() -> None:
    assert {name: int(weight) for name, weight in load_ruleset().pillars.items()} == {
        "technical": 35,
        "topical": 40,
        "authority": 25,
    }


def test_any_change_changes_the_stamp() -> None:
    assert parse_ruleset(CONTENT).stamp != parse_ruleset(CONTENT.replace(b"weight: 14", b"weight: 13")).stamp
    assert load_ruleset().stamp.startswith("2026.11.4+")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"    weight: 14\n", b"    weight: -1\n"),
        (b"    weight: 14\n", b"    wieght: 14\n"),
        (b"    weight: 14\n", b""),
        (b"curve: [[1, 1], [4, 0]]", b"curve: [[4, 1], [1, 0]]"),
        (b"curve: [[1, 1], [4, 0]]", b"curve: [[1, 2], [4, 0]]"),
        (b"technical: 35, topical: 40", b"topical: 40"),
        (b"  T01:\n", b"  X01:\n"),
        (b"check: T07", b"check: T77"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(before: bytes, after: bytes) -> None:
    assert before in CONTENT
    with pytest.raises(ValueError, match=r"valid|required|permitted"):
        parse_ruleset(CONTENT.replace(before, after, 1))
