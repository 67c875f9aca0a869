"""Competitor model: where to differ and how others will answer, without a claim about anybody that has no basis."""

from collections.abc import Iterator
from typing import Final

from documents import rivalry
from documents.model import CompetitorModel
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.frameworks import competitor_canvas, competitor_cards, figures
from strategy_worker.frameworks.funnel_counts import links
from strategy_worker.frameworks.manner import suited
from strategy_worker.frameworks.naming import is_waiting, term
from strategy_worker.wording import listed, raise_first, share, small

_MOST_NAMED: Final = 5
_LAST_EVIDENCE: Final = 3
_STATUS_QUO: Final = "Doing nothing"


def build(case: Case, common: CommonBlocks) -> CompetitorModel:
    """Write the sections of a competitor model."""
    return CompetitorModel(
        **common,
        arena=_arena(case),
        rivals=_rivals(case),
        canvas=competitor_canvas.canvas(case),
        asymmetries=competitor_cards.asymmetries(case),
        counter_moves=competitor_cards.counter_moves(case),
        battlecards=rivalry.Battlecards(items=tuple(competitor_cards.battlecards(case))),
        monitoring=competitor_cards.monitoring(case),
    )


def _arena(case: Case) -> rivalry.Arena:
    voice = case.voice
    signs = listed((voice.say(sign) for sign in case.audience.disqualifiers), "or")
    return rivalry.Arena(
        job=voice.line(suited(case, "rivals.job")),
        buyer=voice.line("rivals.buyer"),
        included=voice.line("rivals.included"),
        excluded=voice.line("rivals.excluded", signs=signs),
    )


def _rivals(case: Case) -> rivalry.Rivals:
    budget = figures.budget(case)
    return rivalry.Rivals(
        items=(*_named(case), *_usual(case), *_nothing(case)),
        win_loss=_win_loss(case),
        timing=_timing(case),
        spending=case.voice.line("rivals.spending", amount=budget) if budget is not None else "",
    )


def _named(case: Case) -> Iterator[rivalry.Rival]:
    voice, factors = case.voice, case.industry.factors
    for turn, rival in enumerate(case.reading.competitors[:_MOST_NAMED]):
        factor = term(case, factors[turn % len(factors)])
        yield rivalry.Rival(
            name=rival,
            kind="named",
            sells=voice.line("rivals.named_sells", turn=turn, rival=rival),
            better_for=voice.line("rivals.named_better", turn=turn, rival=rival),
            claim_basis="unknown",
            evidence_to_collect=voice.line("rivals.named_evidence", turn=turn, rival=rival, factor=factor),
            evidence_source=voice.line("rivals.named_source", turn=turn),
            evidence_by=_by(case, turn + 2),
        )


def _usual(case: Case) -> Iterator[rivalry.Rival]:
    voice = case.voice
    for turn, other in enumerate(case.industry.alternatives):
        yield rivalry.Rival(
            name=raise_first(voice.say(other.name)),
            kind="status_quo" if is_waiting(other.name) else "substitute",
            sells=voice.sentence(other.why),
            better_for=voice.sentence(other.better),
            claim_basis="inference",
            evidence_to_collect=voice.line("rivals.other_evidence", turn=turn, fails=voice.say(other.fails)),
            evidence_source=voice.line("rivals.other_source", turn=turn),
            evidence_by=_by(case, _LAST_EVIDENCE),
        )


def _nothing(case: Case) -> Iterator[rivalry.Rival]:
    """Yield the status quo, unless the industry's own alternatives hold it already."""
    voice = case.voice
    if not any(is_waiting(other.name) for other in case.industry.alternatives):
        yield rivalry.Rival(
            name=_STATUS_QUO,
            kind="status_quo",
            sells=voice.line("rivals.nothing_sells"),
            better_for=voice.line("rivals.nothing_better"),
            claim_basis="inference",
            evidence_to_collect=voice.line("rivals.nothing_evidence"),
            evidence_source=voice.line("rivals.other_source", turn=len(case.industry.alternatives)),
            evidence_by=_by(case, 2),
        )


def _by(case: Case, wished: int) -> str:
    return f"Week {min(wished, case.reading.weeks)}"


def _timing(case: Case) -> str:
    """Say by when the evidence has to be in, if the brief names a horizon."""
    if not case.reading.has_horizon:
        return ""
    last = max(_LAST_EVIDENCE, len(case.reading.competitors[:_MOST_NAMED]) + 1)
    return case.voice.line("rivals.timing", week=figures.week(case, last), weeks=small(case.reading.weeks))


def _win_loss(case: Case) -> str:
    """Say how to learn from decided cases, with the rate of the brief where it gives one."""
    steps = links(case)
    before, last = steps[-2], steps[-1]
    if not last.is_own or last.low is None:
        return case.voice.line("rivals.win_loss")
    return case.voice.line("rivals.win_loss.counted", rate=share(last.low), before=before.name, here=last.name)
