"""Changes of a text whose effect on the score is known beforehand."""

import random
import re
from statistics import mean

import pytest
from bench.evaluation.report import uncapped
from bench.evaluation.texts import Labelled, labelled

from scoring.prose.assess import assess_text
from scoring.total import WEIGHTS
from support_prose.texts import BRIEF, DENSE, GENERIC, OBJECTIONS

_GOOD = [text for text in labelled("development") if text.label >= 3]
_IDS = [f"{text.brief_id}-{text.name}" for text in _GOOD]
_FLAT = [text for text in _GOOD if "#" not in text.text]


@pytest.mark.parametrize("text", _GOOD, ids=_IDS)
def test_pasting_three_times_never_helps(text: Labelled) -> None:
    assert uncapped("\n\n".join([text.text] * 3), text.brief) <= uncapped(text.text, text.brief)


def _keywords(text: Labelled) -> str:
    brief = text.brief
    words = " ".join((brief.target_audience, *brief.current_challenges, brief.desired_outcome)).split()
    return " ".join(word.strip(".,") for word in words if len(word) > 4)


@pytest.mark.parametrize("text", _GOOD, ids=_IDS)
def test_an_appended_paragraph_of_keywords_never_helps(text: Labelled) -> None:
    before = uncapped(text.text, text.brief)
    listed = " and ".join(_keywords(text).split()[:25])
    assert uncapped(f"{text.text}\n\n{_keywords(text)}.", text.brief) <= before
    assert uncapped(f"{text.text}\n\nWe make {listed} better for everyone.", text.brief) <= before


def test_padding_with_fluent_sentences_never_helps() -> None:
    assert uncapped(f"{DENSE}\n\n{GENERIC}", BRIEF) <= uncapped(DENSE, BRIEF)


def _dimensions(text: str) -> dict[str, int]:
    wire = assess_text(text, BRIEF).score.to_wire()
    return {name: int(str(wire[name])) for name in WEIGHTS}


def test_objections_taken_out_lower_their_dimension_and_hardly_another() -> None:
    rest = DENSE[: DENSE.index('"My usual')] + DENSE[DENSE.index("If fewer") :]
    before, after = _dimensions(rest + OBJECTIONS), _dimensions(rest)
    assert before["objectionHandling"] - after["objectionHandling"] >= 15
    assert {name for name in before if name != "objectionHandling" and before[name] - after[name] > 5} <= {
        "riskRemoval"
    }


@pytest.mark.parametrize("text", _FLAT, ids=[f"{text.brief_id}-{text.name}" for text in _FLAT])
def test_the_order_of_paragraphs_does_not_matter(text: Labelled) -> None:
    parts = [part for part in re.split(r"\n\s*\n", text.text) if part.strip()]
    random.Random(3).shuffle(parts)
    assert abs(uncapped("\n\n".join(parts), text.brief) - uncapped(text.text, text.brief)) <= 2


def _outcome(text: Labelled, changed: str) -> int:
    return assess_text(changed, text.brief).score.outcome_focus


def _noisy(text: str) -> str:
    """Change every number but years by a factor of its own, so that nothing adds up any more."""
    factor = random.Random(5)

    def change(found: re.Match[str]) -> str:
        if re.match(r"20[23]\d", found[0]):
            return found[0]
        return str(int(float(found[0].replace(",", "")) * factor.uniform(1.15, 1.9)) + 1)

    return re.sub(r"\d[\d,]*(?:\.\d+)?", change, text)


def test_changed_figures_lower_the_outcome() -> None:
    falls = [_outcome(text, text.text) - _outcome(text, _noisy(text.text)) for text in _GOOD if text.brief.baselines]
    assert mean(falls) >= 8
    assert sum(fall > 0 for fall in falls) >= 0.75 * len(falls)
    assert min(falls) >= -4


@pytest.mark.parametrize("mark", ["😀 ", "&amp; ", "\u200b", "\u202e", "<b></b>", "<!-- note -->", "\u00a0"])
def test_odd_characters_and_markup_change_nothing(mark: str) -> None:
    marked = re.sub(r"(?<=\. )", mark, DENSE)
    assert abs(uncapped(marked, BRIEF) - uncapped(DENSE, BRIEF)) <= 1


def test_html_and_plain_text_score_alike() -> None:
    paragraphs = DENSE.replace("&", "&amp;").split("\n\n")
    marked = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert abs(uncapped(marked, BRIEF) - uncapped(DENSE, BRIEF)) <= 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "we guarantee " * 4000,
        "“" * 8000 + "a" * 8000,
        "9" * 20000 + " customers",
        "1,1," * 6000,
        "customers see " * 4000 + "5",
        "[your " * 6000,
        "a-" * 12000,
        "{{" * 9000,
        "<" * 20000,
        "Aa" * 9000 + " said “",
        "if 5 " * 4000,
        "not but " * 4000,
        "HomeServe " * 4000,
        "Dr A. " * 4000,
        "5% of " * 4000,
        "| a " * 8000,
        "- x\n" * 8000,
        "word " * 20000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_no_pattern_backtracks_without_end(text: str) -> None:
    assert uncapped(text, BRIEF) <= 30


@pytest.mark.timeout(30)
def test_twenty_thousand_words_are_read() -> None:
    text = "\n\n".join(item.text for item in labelled("development"))
    assert len(text.split()) > 20_000
    assert 0 <= assess_text(text, BRIEF).score.overall <= 100
