"""Texts that try to earn a score without a strategy; each is made for a brief, and each has to stay under 30.

The order of shuffled words comes from a seeded generator, so every run attacks with the same texts.
"""

import random
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from shared.contracts.requests import Brief

# Texts that know the rubric and say nothing, each an honest attempt to beat the scorer; braces are filled from a brief.
_EMPTY = Path(__file__).parent / "empty"
_UNSOLVED = Path(__file__).parent / "unsolved"
_BY_OTHERS = Path(__file__).parent / "attacks"
_LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore "
    "magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo. "
    "Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. "
)
_FLUENT = (
    "{name} should stand for quality and trust in everything it communicates to {who}.",
    "{who} today expect more than a product; they expect an experience that speaks to them.",
    "By focusing on what truly matters, {name} can build lasting relationships with its audience.",
    "A consistent message across all channels will help {name} to grow and stay relevant.",
    "The competition is strong, but a clear vision makes it possible for {name} to stand out.",
    "We should listen to {who} and respond to their needs with solutions that create value.",
    "Content that informs and inspires will position {name} as a leader in its field.",
    "Success depends on the ability to adapt quickly and to keep improving over time.",
    "The team must be aligned around shared goals and understand the overall direction.",
    "Engagement grows when people feel that {name} understands them and shares their values.",
    "A data-driven approach makes sure that resources go where they have the greatest impact.",
    "Building awareness is the foundation on which every other marketing activity rests.",
    "We will optimise each touchpoint so that the journey feels effortless from start to finish.",
    "Trust is earned by being transparent and by delivering on what was promised.",
    "It is important to know the target audience well and to speak their language.",
    "Regular communication keeps {name} top of mind and strengthens loyalty.",
    "Strong partnerships open new opportunities and extend the reach of {name} in the market.",
    "Every campaign should have a clear objective and a compelling call to action.",
)
_HEADINGS = (
    "Diagnosis", "The choice", "What we will not do", "Alternatives", "Objections and answers", "Guarantee",
    "Decision rules", "Metrics with numerator and denominator", "The first 30 days", "The first 60 days",
    "The first 90 days", "Assumptions and tests", "Pre-mortem", "Limitations", "Open questions",
)  # fmt: skip
_MASH = "asdf jklö qwer uiop zxcv bnmx sdfg hjkl wertz fghj xcvb rtzu dfgh vbnm qwas"


def attacks(brief: Brief, good: str) -> Iterator[tuple[str, str]]:
    """Yield each attack on a brief with its name; `good` is an honest text that some of them are made from."""
    yield "lorem ipsum", _LOREM * 3
    yield "an unfilled template", _template(brief)
    yield "all words shuffled", _shuffled(good)
    yield "words shuffled inside sentences", " ".join(f"{_shuffled(part)}." for part in good.split(". "))
    yield "keywords", " ".join(islice(cycle(_terms(brief).split()), 300))
    yield "keywords in sentences", _keyword_sentences(brief)
    yield "one keyword stuffed", _stuffed(brief)
    yield "keyboard mash", " ".join(f"{_shuffled(_MASH).capitalize()}." for _ in range(20))
    yield "headings only", "\n\n".join(f"## {heading}" for heading in _HEADINGS)
    yield (
        "headings with the brief's words",
        "\n\n".join(f"## {heading}: {part}" for heading, part in zip(_HEADINGS, cycle(_facts(brief)), strict=False)),
    )
    yield "the brief echoed", " ".join(f"{fact.rstrip('.')}." for fact in islice(cycle(_facts(brief)), 30))
    yield "the brief echoed once", " ".join(f"{fact.rstrip('.')}." for fact in _facts(brief))
    yield (
        "the brief echoed under headings",
        "\n\n".join(f"## {heading}\n\n{fact}." for heading, fact in zip(_HEADINGS, cycle(_facts(brief)), strict=False)),
    )
    yield "fluent general advice", _fluent(brief.business_name, "customers")
    yield "fluent advice with the audience put in", _fluent(brief.business_name, brief.target_audience)
    yield "one sentence repeated", " ".join([good.replace("\n", " ").split(". ")[0] + "."] * 40)
    for path in sorted(_EMPTY.glob("*.md")):
        yield f"rubric-aware: {path.stem.replace('-', ' ')}", filled(path.read_text(encoding="utf-8"), brief)


def others() -> Iterator[tuple[str, str, str]]:
    """Yield the empty texts written by others, each with its name and the id of the brief it is for."""
    for path in sorted(_BY_OTHERS.glob("*.txt")):
        head, _, text = path.read_text(encoding="utf-8").partition("\n")
        yield f"by others: {path.stem}", head.removeprefix("brief:").strip(), text


def unsolved(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield the attacks that still work: nonsense about real things, with words of the brief put in one by one."""
    for path in sorted(_UNSOLVED.glob("*.md")):
        yield path.stem.replace("-", " "), filled(path.read_text(encoding="utf-8"), brief)


def filled(template: str, brief: Brief) -> str:
    """Put the names and words of a brief into a template."""
    challenges = [_lower(text) for text in brief.current_challenges] or ["we are not known"]
    rivals = list(brief.existing_competitors) or ["the others"]
    words = [word.strip(".,;").lower() for word in _terms(brief).split() if len(word) > 4] or ["work"]
    figures = [f"{item.value:g} {item.unit}" for item in brief.baselines.values()] or ["a little"]
    values: dict[str, Callable[[int], str]] = {
        "challenge": lambda turn: challenges[turn % len(challenges)],
        "rival": lambda turn: rivals[turn % len(rivals)],
        "word": lambda turn: words[turn % len(words)],
        "figure": lambda turn: figures[turn % len(figures)],
    }
    text = template
    for name, value in values.items():
        for turn in range(text.count(f"{{{name}}}")):
            text = text.replace(f"{{{name}}}", value(turn), 1)
    return (
        text.replace("{name}", brief.business_name)
        .replace("{who}", _lower(brief.target_audience))
        .replace("{group}", _lower(" ".join(brief.target_audience.split()[:3])))
        .replace("{outcome}", _lower(brief.desired_outcome))
        .replace("{industry}", _lower(brief.industry))
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _facts(brief: Brief) -> list[str]:
    return [brief.target_audience, brief.desired_outcome, *brief.current_challenges, brief.industry]


def _terms(brief: Brief) -> str:
    return " ".join(
        (*_facts(brief), *brief.existing_competitors, "metric proof objection guarantee refund week target")
    )


def _shuffled(text: str) -> str:
    parts = text.replace("#", "").replace("|", " ").replace("*", "").split()
    random.Random(7).shuffle(parts)
    return " ".join(parts)


def _template(brief: Brief) -> str:
    return (
        f"# Strategy for {brief.business_name}\n\nOur diagnosis is [insert diagnosis]. We choose [your choice here], "
        "because [TBD]. We will not [insert refusal]. Raise [metric] from XX% to XX% by [date].\n\n"
        "If [metric] is below XX by week XX, then [action].\n\nObjection: “[objection]” Answer: [answer TBD].\n\n"
        "Guarantee: {{guarantee}} up to {{cap}}.\n\nOwner: TBD. Done when: TBD. Lorem ipsum dolor sit amet.\n"
    )


def _keyword_sentences(brief: Brief) -> str:
    kept = [word.strip(",.;") for word in _terms(brief).split() if len(word) > 4]
    return " ".join(
        f"The {first} of the {second} is a {third} for the {fourth}."
        for first, second, third, fourth in zip(kept, kept[1:], kept[2:], kept[3:], strict=False)
    )


def _stuffed(brief: Brief) -> str:
    word = max(brief.target_audience.split(), key=len).strip(",.;")
    return " ".join(
        f"With {word} we make {word} better for {word}, and {word} is why {word} win when {part.lower()} needs {word}."
        for part in ("the shop", "the site", "the team", "the price", "the letter", "the order", "the road", "the hall")
    )


def _fluent(name: str, who: str) -> str:
    return " ".join(sentence.format(name=name, who=who) for sentence in _FLUENT)
