"""What lasts, how others may answer, what to say when somebody compares, and what to watch."""

from collections.abc import Iterator
from typing import Final

from documents import rivalry
from strategy_worker.case import Case
from strategy_worker.fitting import best
from strategy_worker.frameworks import factors
from strategy_worker.frameworks.naming import term
from strategy_worker.wording import listed, raise_first

_ANSWERS: Final = 3
_NAMED_CARDS: Final = 3
_OTHER_CARDS: Final = 2


def asymmetries(case: Case) -> rivalry.Asymmetries:
    """Return what is hard to copy within a year."""
    voice = case.voice
    return rivalry.Asymmetries(
        items=tuple(
            rivalry.Asymmetry(
                advantage=raise_first(voice.say(item.advantage)),
                why_hard_to_copy=voice.line("counter.why", turn=turn, why=voice.say(item.why)),
                condition=voice.line("counter.holds", turn=turn, condition=voice.say(item.condition)),
            )
            for turn, item in enumerate(case.industry.asymmetries)
        )
    )


def counter_moves(case: Case) -> rivalry.CounterMoves:
    """Return the answers to expect, with a reply and an early sign for each."""
    voice = case.voice
    found = best(case.reading, case.reading.base.answers.values(), _ANSWERS)
    return rivalry.CounterMoves(
        items=tuple(
            rivalry.CounterMove(
                their_answer=voice.line("counter.others", turn=turn, answer=voice.say(item.answer)),
                our_reply=voice.line("counter.reply", turn=turn, reply=voice.say(item.reply)),
                early_sign=voice.sentence(item.sign),
            )
            for turn, item in enumerate(found)
        )
    )


def battlecards(case: Case) -> Iterator[rivalry.Battlecard]:
    """Yield a card for each named rival and for the usual substitutes."""
    voice, industry = case.voice, case.industry
    order, themes = factors.order(case), industry.themes
    named = case.reading.competitors[:_NAMED_CARDS]
    for turn, rival in enumerate(named):
        factor = term(case, industry.factors[order[turn]])
        yield rivalry.Battlecard(
            against=rival,
            when=voice.line("battlecards.when_named", turn=turn, rival=rival),
            question=voice.line("battlecards.question_named", turn=turn, factor=factor),
            concession=voice.line("battlecards.concession_named", turn=turn, rival=rival),
            proof=_proof(case, turn, themes[turn % len(themes)].proof),
        )
    for turn, other in enumerate(industry.alternatives[:_OTHER_CARDS]):
        yield rivalry.Battlecard(
            against=voice.say(other.name),
            when=voice.line("battlecards.when_other", turn=turn),
            question=voice.line("battlecards.question_other", turn=turn, fails=voice.say(other.fails)),
            concession=voice.line("battlecards.concession_other", turn=turn, better=voice.say(other.better)),
            proof=_proof(case, len(named) + turn, themes[(turn + 1) % len(themes)].proof),
        )


def _proof(case: Case, turn: int, evidence: str) -> str:
    return case.voice.line("battlecards.proof", turn=turn, evidence=case.voice.say(evidence))


def monitoring(case: Case) -> rivalry.Monitoring:
    """Return what to watch, who keeps the table, and what may be said."""
    voice, rivals = case.voice, case.reading.competitors
    names = listed(rivals[:_NAMED_CARDS]) if rivals else voice.phrase("monitoring.any_names")
    factor = term(case, factors.first(case))
    return rivalry.Monitoring(
        signals=(
            voice.line("monitoring.prices", names=names),
            voice.line("monitoring.lost"),
            voice.line("monitoring.factor", factor=factor),
            voice.line("monitoring.posts"),
        ),
        rhythm=voice.line("monitoring.rhythm"),
        rules=(
            voice.line("monitoring.rule_facts"),
            voice.line("monitoring.rule_people"),
            voice.line("monitoring.rule_ranking"),
            voice.line("monitoring.rule_correction"),
        ),
    )
