"""Gates on free text: defects that no strength elsewhere makes up for; each is a factor on the whole score."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from scoring.lexicon import FUNCTION
from scoring.model import Gate
from scoring.prose import paradox
from scoring.prose.coverage import is_telling, problem_stems, telling_weight
from scoring.prose.order import broken_share
from scoring.prose.reading import Reading
from scoring.prose.scale import stretch, total
from scoring.prose.statement import Statement
from scoring.shapes import mean, ramp
from scoring.words import ngrams

_PROSE = 6
_WINDOW = 300
_ENOUGH_WORDS = 75
_LEAST = 0.25
_FIGURE = 0.7
_NAMES = 1.5
_ELSEWHERE = 0.02
_SENSELESS = 0.05
_THINGLESS = 0.25
_UNREADABLE = re.compile(r"[^aeiouyáéíóúäöüåæøàèìòùâêîôûãõœ'\d-]{5,}|([a-z])\1\1|^[^aeiouy\d'-]{4,}$")


def gates(reading: Reading) -> Iterator[Gate]:
    """Yield the gates of a text."""
    prose = [item.said for item in reading.items if len(item.said.words) >= _PROSE]
    if reading.manuscript.brief.locale.startswith("en"):
        yield _language(reading, prose)
        yield _word_order(reading, prose)
    yield _letters(reading)
    yield _placeholders(reading)
    yield _duplicates(reading)
    yield _repetition(reading, prose)
    yield _stuffing(reading, prose)
    yield _sense(reading)
    yield _length(reading)
    yield _things(reading)
    yield _acts(reading)
    yield _substance(reading)
    yield _fit(reading)
    if reading.manuscript.borrowed:
        yield _borrowed(reading)


def _borrowed(reading: Reading) -> Gate:
    borrowed, said = reading.manuscript.borrowed, reading.manuscript.statements
    share = sum(len(item.words) for item in borrowed) / sum(len(item.words) for item in said)
    longest = max(borrowed, key=lambda item: (len(item.words), item.key))
    return Gate(
        "overall.boilerplate",
        max(_LEAST, ramp(share, 0.8, 0.1)),
        reading.manuscript.evidence(longest),
        f"{share:.0%} of the words are in sentences that strategies for other businesses hold as well.",
        "Say what is true of this business alone, or leave the sentence out.",
    )


def _language(reading: Reading, prose: Sequence[Statement]) -> Gate:
    tokens = [token for said in prose for token in said.words]
    share = sum(token in FUNCTION for token in tokens) / len(tokens) if tokens else 0.0
    worst = min(prose, key=lambda s: (sum(t in FUNCTION for t in s.words) / len(s.words), s.key), default=None)
    return Gate(
        "overall.language",
        ramp(share, 0.15, 0.28),
        reading.manuscript.evidence(worst),
        f"{share:.0%} of the words are the small words that hold English sentences together.",
        "Write sentences instead of lists of terms.",
        is_legibility=True,
    )


def _word_order(reading: Reading, prose: Sequence[Statement]) -> Gate:
    share, count = broken_share(prose)
    worst = max(prose, key=lambda said: (broken_share([said])[0], said.key), default=None)
    return Gate(
        "overall.word-order",
        ramp(share, 0.10, 0.05) if count >= 5 else 1.0,
        reading.manuscript.evidence(worst),
        f"At {share:.0%} of the places that show it, the words are not in the order of English.",
        "Restore the order of the words.",
        is_legibility=True,
    )


def _letters(reading: Reading) -> Gate:
    tokens = [token for item in reading.items for token in item.said.words if len(token) > 3]
    odd = [token for token in tokens if _UNREADABLE.search(token)]
    share = len(odd) / len(tokens) if tokens else 1.0
    return Gate(
        "overall.letters",
        ramp(share, 0.30, 0.08),
        reading.manuscript.evidence(None),
        f"{share:.0%} of the longer words can't be pronounced.",
        "Write words.",
        is_legibility=True,
    )


def _placeholders(reading: Reading) -> Gate:
    gaps = reading.manuscript.gaps
    return Gate(
        "overall.placeholders",
        max(_LEAST, 1 - 0.15 * len(gaps)),
        gaps[0] if gaps else reading.manuscript.evidence(None),
        f"{len(gaps)} sentences contain a gap to be filled in.",
        "Fill the gap or delete the sentence.",
    )


def _duplicates(reading: Reading) -> Gate:
    judged = [said for said in reading.manuscript.statements if said.is_prose and len(said.words) >= _PROSE]
    kept = {said.start for said in reading.manuscript.distinct}
    repeated = [said for said in judged if said.start not in kept]
    size = sum(len(said.words) for said in judged)
    share = sum(len(said.words) for said in repeated) / size if size else 0.0
    return Gate(
        "overall.duplicates",
        max(_LEAST, ramp(share, 0.75, 0.10)),
        reading.manuscript.evidence(max(repeated, key=lambda said: (len(said.words), said.key), default=None)),
        f"{share:.0%} of the text repeats what it already said.",
        "Say it once, where it matters most.",
    )


def _repetition(reading: Reading, prose: Sequence[Statement]) -> Gate:
    tokens = tuple(token for said in sorted(prose, key=lambda s: s.key) for token in said.words)
    windows = [tokens[start : start + _WINDOW] for start in range(0, max(1, len(tokens) - _WINDOW // 2), _WINDOW)]
    ratios = [len(set(ngrams(window, 3))) / max(1, len(window) - 2) for window in windows if len(window) > 2]
    return Gate(
        "overall.repetition",
        max(_LEAST, ramp(mean(ratios), 0.45, 0.80)) if ratios else 1.0,
        reading.manuscript.evidence(None),
        "Many runs of three words come again and again.",
        "Vary what is said, not only the words around it.",
    )


def _stuffing(reading: Reading, prose: Sequence[Statement]) -> Gate:
    content = Counter(part for said in prose if not said.is_empty for part in said.stems)
    top, count = min(content.items(), key=lambda item: (-item[1], item[0])) if content else ("", 0)
    share = count / content.total() if content else 0.0
    return Gate(
        "overall.stuffing",
        max(_LEAST, ramp(share, 0.22, 0.10)) if content.total() >= 40 else 1.0,
        reading.manuscript.evidence(next((said for said in prose if top in said.stems), None)),
        f"One word makes up {share:.0%} of the words that carry meaning.",
        "Use the term where it informs and leave it out elsewhere.",
    )


def _sense(reading: Reading) -> Gate:
    turned = [item.said for item in reading.items if paradox.turns_on_itself(item.said)]
    share = paradox.share(reading.items)
    return Gate(
        "overall.sense",
        max(_SENSELESS, ramp(share, 0.10, 0.035)),
        reading.manuscript.evidence(min(turned, key=lambda said: said.start, default=None)),
        f"{len(turned)} sentences assert opposites together, play with a word in two forms, or state what can't be.",
        "Say what is meant so that somebody could carry it out.",
    )


def _length(reading: Reading) -> Gate:
    return Gate(
        "overall.length",
        ramp(reading.size, 15, _ENOUGH_WORDS),
        reading.manuscript.evidence(None),
        f"The text has {reading.size} words of its own in sentences that differ.",
        "Say what is chosen, for whom, why, and how it is checked; more words than that earn nothing.",
    )


def _things(reading: Reading) -> Gate:
    """Ask for things the brief doesn't name: a plan of numbers and business talk alone does nothing."""
    found = frozenset[str]().union(*(item.said.new for item in reading.items if item.said.worth > 0.05))
    wanted = max(1.0, (reading.size / 100) ** 0.75)
    return Gate(
        "overall.things",
        max(_THINGLESS, ramp(len(found) / wanted, 1.2, 2.4)),
        reading.manuscript.evidence(None),
        f"{len(found)} things are named that somebody could point at and that the brief doesn't name.",
        "Say with which things it is done: what is made, sent, shown, moved or written, and where.",
    )


def _acts(reading: Reading) -> Gate:
    """Ask for something done with something named: sums, questions and pictures alone carry nobody anywhere."""
    acts = [item.said for item in reading.items if item.form.is_act and not item.form.is_hedged and item.said.new]
    done = total(said.worth for said in acts) / stretch(reading)
    return Gate(
        "overall.acts",
        max(0.5 + 0.5 * ramp(done, 0.4, 1.7), 1 - ramp(reading.substance, 0.1, 0.35)),
        reading.manuscript.evidence(min(acts, key=lambda said: said.start, default=None)),
        f"{len(acts)} sentences say that somebody does something with something named.",
        "Say what is made, sent, moved, stopped or asked, and by whom.",
    )


def _substance(reading: Reading) -> Gate:
    judged = [item.said for item in reading.items if len(item.said.words) >= _PROSE]
    loosest = min(judged, key=lambda said: (said.worth, -said.hollow, said.key), default=None)
    return Gate(
        "overall.substance",
        0.6 + 0.4 * ramp(reading.substance, 0.25, 0.5),
        reading.manuscript.evidence(loosest),
        f"The text says {reading.substance:.0%} of what its words could say about this case.",
        "Tie the quoted sentence to this firm by a thing, a person, a number or a date, or delete it.",
    )


def _fit(reading: Reading) -> Gate:
    """Ask for words and figures of the brief in own sentences; more in a longer text, where some come by chance."""
    terms = reading.manuscript.terms
    worthy = [item.said for item in reading.items if item.said.worth > 0.05]
    ties = frozenset[str]().union(*(said.ties for said in worthy))
    told = {number.value for said in worthy for number in said.amounts if is_telling(number)}
    figures = _FIGURE * len(told & reading.given)
    problem = problem_stems(terms)
    length = min(900, reading.size) ** 0.5
    by_chance = min(1.3 + 0.19 * length, 0.22 * telling_weight(terms.anchors | terms.measured))
    # A rival's name can be put into any sentence, so several of them say little more than one.
    named = min(_NAMES, telling_weight(ties & terms.rival_stems - problem))
    about = ramp(
        telling_weight(ties - terms.rival_stems | ties & problem) + named + figures, by_chance, 1.4 * by_chance
    )
    by_chance = min(1.2 + 0.06 * length, 0.25 * telling_weight(problem))
    taken_up = ramp(telling_weight(ties & problem) + figures, by_chance, 1.65 * by_chance)
    return Gate(
        "overall.brief-fit",
        # A text that says nothing isn't about something else; it fails for other reasons.
        max(_ELSEWHERE, about * (0.3 + 0.7 * taken_up), 1 - ramp(reading.substance, 0.1, 0.45)),
        reading.manuscript.evidence(None),
        f"{len(ties)} words of the brief come back in own sentences, {len(ties & problem)} of challenges and outcome.",
        "Write about this audience, these challenges and this outcome; a text for another brief earns little.",
    )
