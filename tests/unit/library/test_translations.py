"""Every sentence of ours that pages show has a translation, and no translation outlives its sentence."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

import seo_worker
from exports.audits.wording import measured
from library.templates import templates
from library.translations import ANY, UNITS, catalogue
from seo_worker.site.advice import ADVICE

_TOLD: Final = ("title", "threshold", "why", "advice", "fix")
# Figures, and the names of platforms and places.
_NAMED: Final = re.compile(r"[\d.+-]+|Google|Facebook|LinkedIn|Leeds")
_NONE: Final = ("; none is imported.", "; none is connected.")
GERMAN: Final = catalogue("de")
# Names of standards and formats are the same in every language.
_ALIKE: Final = {"og:title, og:description and og:image", "px", "ms", "kB", "MB"}


def _rules(name: str) -> Mapping[str, Any]:
    return yaml.safe_load(files("seo_worker.checks").joinpath(name).read_text(encoding="utf-8"))


def _said_by_checks() -> Iterator[tuple[str, str]]:
    ruleset = _rules("rules.yaml")
    for check, rule in ruleset["rules"].items():
        yield from ((check, rule[member]) for member in _TOLD)
    for check, connected in _rules("connected.yaml").items():
        yield from ((check, connected["rule"][member]) for member in _TOLD if member in connected["rule"])
    for cap in ruleset["caps"].values():
        yield cap["check"], cap["title"]
    for finding, advice in ADVICE.items():
        yield from ((finding, text) for text in (advice.title, advice.why, advice.fix))


def _units() -> Iterator[tuple[str, str]]:
    rules = [*_rules("rules.yaml")["rules"].values(), *(each["rule"] for each in _rules("connected.yaml").values())]
    for unit in {rule["unit"] for rule in rules if "unit" in rule} - {"HTTP status"}:
        shown = (measured(value, unit) for value in (0.25, 1, 3, 2500, 2_500_000))
        yield from ((UNITS, text.lstrip("0123456789.,").removeprefix(" % ").strip()) for text in shown)


def _said_by_templates() -> Iterator[tuple[str, str]]:
    for template in templates():
        yield from ((template.id, text) for text in (template.name, template.summary, template.difficulty_reason))
        yield from ((template.id, text) for text in (template.expected_result, *template.assumptions))
        for variable in template.variables:
            yield from ((template.id, text) for text in (variable.label, variable.help, variable.effect))
            others = variable.options or (str(variable.example),)
            yield from ((template.id, text) for text in others if not _NAMED.fullmatch(text))


SAID: Final = (*dict.fromkeys(_said_by_checks()), *dict.fromkeys(_said_by_templates()), *dict.fromkeys(_units()))


def test_everything_that_checks_and_templates_say_is_there_in_german() -> None:
    assert [said for said in SAID if not GERMAN.find(*said)] == []


def test_nothing_is_translated_that_nobody_says_any_more() -> None:
    translated = [(owner, text) for owner, texts in GERMAN.texts.items() if owner != ANY for text in texts]
    assert [(owner, text) for owner, text in translated if (owner, _without_ending(text)) not in SAID] == []


def _without_ending(text: str) -> str:
    """Return the threshold that the reason of a check without a source begins with."""
    for ending in _NONE:
        text = text.removesuffix(ending)
    return text


def test_what_several_checks_say_is_still_said_by_the_worker() -> None:
    sources = "\n".join(path.read_text() for path in Path(seo_worker.__path__[0]).rglob("*.py"))
    joined = re.sub(r'"\s+"', "", sources)
    assert [text for text in GERMAN.texts[ANY] if text not in joined] == []


def test_a_translation_says_something_and_keeps_what_is_filled_in() -> None:
    for owner, texts in GERMAN.texts.items():
        for english, german in texts.items():
            assert german.strip() == german != "", (owner, english)
            assert english in _ALIKE or german != english, (owner, english)
            assert german.count("{keyword}") == english.count("{keyword}"), (owner, english)


@pytest.mark.parametrize("keyword", ["crm", "title", "{keyword}", "H1"])
def test_a_sentence_about_the_keyword_is_found_with_any_keyword(keyword: str) -> None:
    fix = f"Word the H1 so that it contains “{keyword}”."
    assert GERMAN.find("C02", fix, keyword) == f"Fassen Sie die H1 so, dass sie „{keyword}“ enthält."
    assert GERMAN.find("C02", fix, "another") is None or keyword == "{keyword}"


def test_a_sentence_of_another_check_or_of_nobody_has_no_translation() -> None:
    assert GERMAN.find("T02", "Page answers with success") is None
    assert GERMAN.find("T01", "Page answers") is None
    assert catalogue("en").find("T01", "Page answers with success") is None
