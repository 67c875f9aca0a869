"""Competitor model: where to differ and how others will answer, without a claim about anybody that has no basis."""

from collections.abc import Iterator
from typing import Final, Literal

from documents import rivalry
from documents.model import CompetitorModel
from strategy_worker import choosing
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.wording import listed, raise_first

_MOST_NAMED: Final = 5
_STATUS_QUO: Final = "Doing nothing"

Move = Literal["eliminate", "reduce", "raise", "create"]


def build(case: Case, common: CommonBlocks) -> CompetitorModel:
    """Write the sections of a competitor model."""
    return CompetitorModel(
        **common,
        arena=_arena(case),
        rivals=rivalry.Rivals(items=tuple(_rivals(case))),
        canvas=rivalry.Canvas(factors=tuple(_factor(case, index) for index in range(len(case.industry.factors)))),
        asymmetries=_asymmetries(case),
        counter_moves=_counter_moves(case),
        battlecards=rivalry.Battlecards(items=tuple(_battlecards(case))),
        monitoring=_monitoring(case),
    )


def _arena(case: Case) -> rivalry.Arena:
    voice = case.voice
    return rivalry.Arena(
        job=voice.sentence("to be helped on the day {trigger}"),
        buyer=voice.sentence("{buyers}, among whom {decider} decides"),
        included=voice.sentence(
            "[everybody whom such a buyer would otherwise turn to, {habit} included|whoever else "
            "could be asked, and also {habit}]"
        ),
        excluded=voice.sentence("cases with this sign: {sign}", sign=listed(case.audience.disqualifiers, "or")),
    )


def _rivals(case: Case) -> Iterator[rivalry.Rival]:
    voice = case.voice
    for index, rival in enumerate(case.reading.competitors[:_MOST_NAMED], start=1):
        yield rivalry.Rival(
            name=rival,
            kind="named",
            sells=voice.sentence(
                "your brief gives the name only; what {rival} sells is still to be noted", rival=rival
            ),
            better_for="Open until the evidence is in.",
            claim_basis="unknown",
            evidence_to_collect=voice.sentence(
                "its public offer and price, {factor} as its customers report it, and the reason in two lost cases",
                factor=case.industry.factors[(index - 1) % len(case.industry.factors)],
            ),
            evidence_by=f"Week {index + 1}",
        )
    for other in case.industry.alternatives:
        yield rivalry.Rival(
            name=raise_first(voice.say(other.name)),
            kind="substitute",
            sells=voice.sentence("it is chosen because {why}", why=other.why),
            better_for=voice.sentence(other.better),
            claim_basis="inference",
            evidence_to_collect=voice.sentence(
                "five buyers who chose it, and the day on which this happened: {fails}", fails=other.fails
            ),
            evidence_by="Week 3",
        )
    yield rivalry.Rival(
        name=_STATUS_QUO,
        kind="status_quo",
        sells=voice.sentence("another month without {risk}, by {habit}"),
        better_for=voice.sentence("whoever loses nothing by waiting"),
        claim_basis="inference",
        evidence_to_collect=voice.sentence(
            "[what the last five who decided against everybody did instead|five people who chose "
            "nobody, and what they did then]"
        ),
        evidence_by="Week 2",
    )


def _factor(case: Case, index: int) -> rivalry.Factor:
    voice, name = case.voice, case.industry.factors[index]
    substitute = case.industry.alternatives[0].name
    move, level, reason = _move(case, index)
    levels = [
        rivalry.FactorLevel(player=case.reading.business, level=level, basis="target"),
        *(
            rivalry.FactorLevel(player=rival, level="unknown", basis="to_measure")
            for rival in case.reading.competitors[:3]
        ),
        rivalry.FactorLevel(
            player=raise_first(voice.say(substitute)), level=case.industry.alt_levels[index], basis="assumption"
        ),
    ]
    return rivalry.Factor(
        name=raise_first(voice.say(name)), levels=tuple(levels), move=move, reason=voice.sentence(reason)
    )


def _move(case: Case, index: int) -> tuple[Move, rivalry.Level, str]:
    rank = _factor_order(case).index(index)
    alternative = case.industry.alternatives[0]
    if rank == 0:
        return (
            "create",
            "high",
            (
                "[nobody is known to show it in a form that can be checked; start from this fact: "
                "{fact}|start from a fact that nobody is known to show: {fact}]"
            ),
        )
    if rank <= 2:
        assumed = {"low": "weak", "mid": "middling"}.get(case.industry.alt_levels[index], "no worse")
        return (
            "raise",
            "high",
            (
                "[the usual substitute is assumed to be|we assume the usual substitute to be] "
                f"{assumed} here, so the difference shows in the first weeks"
            ),
        )
    if rank <= 4:
        return "reduce", "mid", f"good enough will do; whoever wants more of it is better served by {alternative.name}"
    return (
        "eliminate",
        "low",
        (
            "[few of the best-fit buyers name it as their reason; check that with the last five "
            "before cutting|it is seldom the reason of the best-fit buyers, which the last five "
            "can confirm]"
        ),
    )


def _factor_order(case: Case) -> list[int]:
    """Order the factors by how weak the usual substitute is there, ties by the brief."""
    weakness = {"low": 0, "mid": 1, "unknown": 1, "high": 2}
    levels = case.industry.alt_levels
    return sorted(
        range(len(levels)), key=lambda i: (weakness[levels[i]], choosing.jitter(case.reading, case.industry.factors[i]))
    )


def _asymmetries(case: Case) -> rivalry.Asymmetries:
    voice = case.voice
    return rivalry.Asymmetries(
        items=tuple(
            rivalry.Asymmetry(
                advantage=voice.sentence(item.advantage),
                why_hard_to_copy=voice.sentence(item.why),
                condition=voice.sentence("it holds only while {condition}", condition=item.condition),
            )
            for item in case.industry.asymmetries
        )
    )


def _counter_moves(case: Case) -> rivalry.CounterMoves:
    voice = case.voice
    found = choosing.best(case.reading, case.reading.base.answers.values(), 3)
    return rivalry.CounterMoves(
        items=tuple(
            rivalry.CounterMove(
                their_answer=voice.sentence("others may {answer}", answer=voice.say(item.answer)),
                our_reply=voice.sentence(item.reply),
                early_sign=voice.sentence(item.sign),
            )
            for item in found
        )
    )


def _battlecards(case: Case) -> Iterator[rivalry.Battlecard]:
    voice, industry = case.voice, case.industry
    for index, rival in enumerate(case.reading.competitors[:3]):
        factor = industry.factors[_factor_order(case)[index]]
        yield rivalry.Battlecard(
            against=rival,
            question=f"How would you check {factor} with either of us before you decide?",
            concession=voice.sentence(
                "if {rival} can show it with dates and you need nothing else, choose {rival}", rival=rival
            ),
            proof=voice.sentence(industry.themes[index % len(industry.themes)].proof),
        )
    for index, other in enumerate(industry.alternatives[:2]):
        yield rivalry.Battlecard(
            against=raise_first(voice.say(other.name)),
            question=voice.sentence("when did this last happen to you: {fails}", fails=other.fails).rstrip(".") + "?",
            concession=voice.sentence("it remains the better choice for this: {better}", better=other.better),
            proof=voice.sentence(industry.themes[(index + 1) % len(industry.themes)].proof),
        )


def _monitoring(case: Case) -> rivalry.Monitoring:
    voice = case.voice
    names = (
        listed(case.reading.competitors[:3])
        if case.reading.competitors
        else voice.say("the two names that buyers mention most")
    )
    return rivalry.Monitoring(
        signals=(
            voice.sentence(
                (
                    "[prices and conditions of {names}, noted on the first Monday of each month with a "
                    "copy of the page|once a month a dated copy of the prices and conditions of {names}]"
                ),
                names=names,
            ),
            voice.sentence(
                "[the sentence that lost buyers use, written down in their words on the day|what "
                "lost buyers say, in their own words and with the date]"
            ),
            voice.sentence(
                "changes in {factor} as reported by people who use both",
                factor=case.industry.factors[_factor_order(case)[0]],
            ),
            voice.sentence(
                "[job advertisements and new partners, each with its date and source|new partners "
                "and open posts, dated and with the source]"
            ),
        ),
        rules=(
            voice.sentence(
                "[only facts with a date, a source and a copy on file are used in public|in public "
                "only what has a date, a source and a copy on file]"
            ),
            voice.sentence(
                "[capabilities are compared, never people, motives or character|people, motives and "
                "character are left out; only capabilities are compared]"
            ),
            voice.sentence(
                "[no superlative and no ranking against a named firm without a test that it could "
                "repeat|a superlative or a ranking needs a test that the named firm could repeat]"
            ),
            voice.sentence(
                "[a correction asked for by another firm is checked and answered within two working "
                "days|within two working days another firm's correction is checked and answered]"
            ),
        ),
    )
