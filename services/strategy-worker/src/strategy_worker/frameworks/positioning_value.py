"""What a positioning rests on: value with its proof, and the category to be compared in."""

from typing import Final

from documents import positioning
from strategy_worker.case import Case
from strategy_worker.frameworks import factors, figures
from strategy_worker.frameworks.naming import term
from strategy_worker.frameworks.theme import themes
from strategy_worker.wording import raise_first

# The weeks by which the proofs are on file, the one of the leading theme first.
_PROOF_WEEKS: Final = (4, 6, 8)
_CONTESTED: Final = frozenset(
    {"strong_competitor", "incumbent", "no_differentiation", "price_pressure", "discount_habit"}
)
_UNKNOWN: Final = frozenset({"low_awareness", "new_market", "few_leads", "poor_search", "new_category", "launch"})


def value(case: Case) -> positioning.Value:
    """Return the facts, what they are worth to whom, and how each is proved."""
    voice = case.voice
    attributes = tuple(
        positioning.Attribute(fact=raise_first(voice.say(item.fact)), verified_by=raise_first(voice.say(item.check)))
        for item in case.industry.attributes
    )
    return positioning.Value(
        attributes=attributes,
        themes=tuple(_theme(case, index) for index in range(len(case.industry.themes))),
        own_figures=figures.own(case),
    )


def _theme(case: Case, index: int) -> positioning.ValueTheme:
    voice, theme = case.voice, themes(case)[index]
    collecting = index == 0 and any(case.metric(chosen).id == "proof_pieces" for chosen in case.moves)
    plan = "value.plan.running" if collecting else "value.plan"
    week = figures.week(case, _PROOF_WEEKS[min(index, len(_PROOF_WEEKS) - 1)])
    return positioning.ValueTheme(
        theme=raise_first(voice.say(theme.theme)),
        rests_on=raise_first(voice.say(case.industry.attributes[theme.rests].fact)),
        who_cares=raise_first(voice.say(theme.cares)),
        proof_needed=raise_first(voice.say(theme.proof)),
        proof_status="collecting" if collecting else "none",
        proof_plan=voice.line(plan, turn=index, week=week),
    )


def market_frame(case: Case) -> positioning.MarketFrame:
    """Return the category, why this one, and the one that was left."""
    voice, kind = case.voice, _frame_kind(case)
    first, last = term(case, factors.first(case)), term(case, factors.last(case))
    rivals = case.reading.competitors
    return positioning.MarketFrame(
        category=raise_first(voice.say("{category}")),
        reason=voice.line(f"positioning.frame_{kind}", first=first),
        rejected=voice.line(f"positioning.rejected_{kind}", first=first, factor=last),
        comparison=voice.line("positioning.against", rival=rivals[0], first=first) if rivals else "",
    )


def _frame_kind(case: Case) -> str:
    ids = {challenge.kind.id for challenge in case.reading.challenges}
    if ids & _CONTESTED:
        return "contest"
    return "unknown" if ids & _UNKNOWN else "open"
