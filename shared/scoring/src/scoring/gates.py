"""Gates: defects that no strength elsewhere makes up for; each is a factor on the whole score."""

from collections import Counter
from collections.abc import Iterator

from scoring import slots
from scoring.lexicon import AFTER_ARTICLE_IMPOSSIBLE, ARTICLES, FUNCTION
from scoring.material import Material
from scoring.model import Evidence, Gate
from scoring.sentence import Sentence
from scoring.shapes import mean, ramp
from scoring.signals.specificity import facet_coverage
from scoring.words import ngrams

_PROSE = 6
_WINDOW = 300
_ENOUGH_WORDS = 350
_LEAST = 0.25


def gates(material: Material) -> Iterator[Gate]:
    """Yield the gates of a document."""
    prose = [sentence for sentence in material.distinct if len(sentence.words) >= _PROSE]
    if material.brief.locale.startswith("en"):
        yield _language(prose)
        yield _word_order(prose)
    yield _placeholders(material)
    yield _duplicates(material)
    yield _repetition(prose)
    yield _stuffing(prose)
    yield _length(material)
    yield _fit(material)
    yield _depth(material)


def _language(prose: list[Sentence]) -> Gate:
    tokens = [token for sentence in prose for token in sentence.words]
    share = sum(token in FUNCTION for token in tokens) / len(tokens) if tokens else 0.0
    worst = min(prose, key=lambda s: (sum(t in FUNCTION for t in s.words) / len(s.words), s.key), default=None)
    return Gate(
        "overall.language",
        ramp(share, 0.15, 0.30),
        worst.evidence if worst else Evidence("executiveSummary"),
        f"{share:.0%} of the words are the small words that hold English sentences together.",
        "Write sentences instead of lists of terms.",
        is_legibility=True,
    )


def _word_order(prose: list[Sentence]) -> Gate:
    pairs = [pair for sentence in prose for pair in ngrams(sentence.words, 2) if pair[0] in ARTICLES]
    broken = [pair for pair in pairs if pair[1] in AFTER_ARTICLE_IMPOSSIBLE]
    share = len(broken) / len(pairs) if pairs else 0.0
    return Gate(
        "overall.word-order",
        ramp(share, 0.30, 0.06),
        _containing(prose, broken),
        f"{len(broken)} articles are followed by a word that can't follow an article.",
        "Restore the order of the words.",
        is_legibility=True,
    )


def _containing(prose: list[Sentence], pairs: list[tuple[str, ...]]) -> Evidence:
    for sentence in prose:
        if pairs and pairs[0] in ngrams(sentence.words, 2):
            return sentence.evidence
    return Evidence("executiveSummary")


def _placeholders(material: Material) -> Gate:
    gaps = [sentence.gap for sentence in material.distinct if sentence.gap]
    return Gate(
        "overall.placeholders",
        max(_LEAST, 1 - 0.15 * len(gaps)),
        gaps[0] if gaps else Evidence("executiveSummary"),
        f"{len(gaps)} sentences contain a gap to be filled in.",
        "Fill the gap or delete the sentence.",
    )


def _duplicates(material: Material) -> Gate:
    counted = Counter(sentence.key for sentence in material.sentences if len(sentence.words) >= _PROSE)
    size = sum(len(key.split()) * count for key, count in counted.items())
    repeated = {key: count - 1 for key, count in counted.items() if count > 1}
    share = sum(len(key.split()) * count for key, count in repeated.items()) / size if size else 0.0
    worst = max(repeated, key=lambda key: (repeated[key] * len(key), key), default=None)
    place = next((s.evidence for s in material.sentences if s.key == worst), Evidence("executiveSummary"))
    return Gate(
        "overall.duplicates",
        max(_LEAST, ramp(share, 0.75, 0.10)),
        place,
        f"{share:.0%} of the text repeats a sentence that is already there.",
        "Say it once, where it matters most.",
    )


def _repetition(prose: list[Sentence]) -> Gate:
    tokens = tuple(token for sentence in sorted(prose, key=lambda s: s.key) for token in sentence.words)
    windows = [tokens[start : start + _WINDOW] for start in range(0, max(1, len(tokens) - _WINDOW // 2), _WINDOW)]
    ratios = [len(set(ngrams(window, 3))) / max(1, len(window) - 2) for window in windows if len(window) > 2]
    return Gate(
        "overall.repetition",
        max(_LEAST, ramp(mean(ratios), 0.45, 0.80)) if ratios else 1.0,
        Evidence("executiveSummary"),
        "Many runs of three words come again and again.",
        "Vary what is said, not only the words around it.",
    )


def _stuffing(prose: list[Sentence]) -> Gate:
    content = Counter(part for sentence in prose for part in sentence.stems)
    total = content.total()
    top, count = min(content.items(), key=lambda item: (-item[1], item[0])) if content else ("", 0)
    share = count / total if total else 0.0
    return Gate(
        "overall.stuffing",
        max(_LEAST, ramp(share, 0.20, 0.07)),
        next((s.evidence for s in prose if top in s.stems), Evidence("executiveSummary")),
        f"One word makes up {share:.0%} of the words that carry meaning.",
        "Use the term where it informs and leave it out elsewhere.",
    )


def _length(material: Material) -> Gate:
    size = sum(len(sentence.words) for sentence in material.distinct if not sentence.is_copied)
    return Gate(
        "overall.length",
        ramp(size, 0, _ENOUGH_WORDS),
        Evidence("executiveSummary"),
        f"The document has {size} words of its own in sentences that differ.",
        "Fill the sections; beyond the length of a page more words earn nothing.",
    )


def _fit(material: Material) -> Gate:
    covered = facet_coverage(material)
    groups = (
        [covered[name] for name in covered if name.startswith("challenge")],
        [covered[name] for name in ("audience",) if name in covered],
        [covered[name] for name in ("outcome",) if name in covered],
    )
    fit = mean(mean(group) for group in groups if group)
    return Gate(
        "overall.brief-fit",
        0.3 + 0.7 * ramp(fit, 0.2, 0.8),
        Evidence("diagnosis"),
        f"Audience, challenges and outcome of the brief are taken up to {fit:.0%} in the document's own words.",
        "Answer this brief: its audience, each of its challenges, its outcome.",
    )


def _depth(material: Material) -> Gate:
    """Compare the framework's lists with the least a reader can work with; texts true of anybody don't fill them."""
    parts = slots.lists(material.document)
    filled = {
        part: min(1.0, len({material.key(path) for path in part.paths if material.worth(path) > 0}) / part.least)
        for part in parts
    }
    thinnest = min(parts, key=lambda part: (filled[part], part.name))
    return Gate(
        "overall.framework-depth",
        0.5 + 0.5 * mean(filled.values()),
        Evidence(thinnest.name),
        f"The framework's lists are filled to {mean(filled.values()):.0%}; the thinnest is {thinnest.title}.",
        f"Work out {thinnest.title}: at least {thinnest.least} entries that differ.",
    )
