"""SEO patterns: when people search, which pages answer them, and how that is counted; no volume is ever made up."""

from collections.abc import Iterator
from typing import Final

from documents import search
from documents.model import SEOPatterns
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.frameworks import figures, seo_pages
from strategy_worker.frameworks.manner import manner, suited
from strategy_worker.wording import raise_first, small

# A page can be judged after so many weeks, and not before.
_TO_JUDGE: Final = 12
# Whoever decides with these traits searches during working hours.
_AT_WORK: Final = frozenset({"committee", "engineering", "switching_cost"})
_BUYS_AT_WORK: Final = frozenset(
    {"trade_buyer", "small_business", "founder", "operations_lead", "employer", "public_body"}
)
_BUYS_TO_SELL: Final = "trade_buyer"
_GOODS: Final = frozenset({"sending", "counter"})
_FIRST_BATCH_BY: Final = 6


def build(case: Case, common: CommonBlocks) -> SEOPatterns:
    """Write the sections of a search plan."""
    return SEOPatterns(
        **common,
        search_jobs=search.SearchJobs(items=_jobs(case)),
        patterns=search.Patterns(
            items=seo_pages.patterns(case), order=_order(case), pace=_pace(case), spending=_spending(case)
        ),
        do_not_target=search.DoNotTarget(items=tuple(_left_alone(case))),
        search_measurement=_measurement(case),
        answer_risk=_answer_risk(case),
    )


def _jobs(case: Case) -> tuple[search.SearchJob, ...]:
    axes, voice = case.reading.axes, case.voice
    later = "search.at_work" if axes & _AT_WORK or case.audience.id in _BUYS_AT_WORK else "search.at_home"
    contexts = ("search.on_phone", later, later) if "urgent" in axes else (later, "search.on_phone", later)
    return tuple(
        search.SearchJob(
            situation=voice.sentence(moment),
            question=raise_first(seo_pages.query(case, seo_pages.asked_when(case, turn), 0)),
            context=voice.line(context, turn=turn),
        )
        for turn, (moment, context) in enumerate(zip(case.industry.moments, contexts, strict=False))
    )


def _order(case: Case) -> str:
    """Say with which pages to begin, and which come next."""
    first, second = seo_pages.ranked(case)[:2]
    count = seo_pages.first_batch(case, case.reading.base.page_kinds[first.kind])
    one, other = f"“{seo_pages.name(case, first)}”", f"“{seo_pages.name(case, second)}”"
    if count == 1:
        return case.voice.line("patterns.order_one", first=one, second=other)
    return case.voice.line("patterns.order", first=one, second=other, count=small(count))


def _pace(case: Case) -> str:
    """Say what the horizon means for pages that need weeks to show what they are worth."""
    if not case.reading.has_horizon:
        return ""
    weeks = case.reading.weeks
    if weeks <= _TO_JUDGE:
        return case.voice.line("patterns.pace_short", weeks=small(weeks))
    by = min(weeks - _TO_JUDGE, _FIRST_BATCH_BY)
    return case.voice.line("patterns.pace", weeks=small(weeks), week=small(by))


def _spending(case: Case) -> str:
    budget = figures.budget(case)
    return case.voice.line("patterns.spending", amount=budget) if budget is not None else ""


def _left_alone(case: Case) -> Iterator[search.NotTargeted]:
    subject, voice = seo_pages.subject(case), case.voice
    yield search.NotTargeted(query=subject, reason=voice.line("search.left_bare"))
    if case.audience.id == _BUYS_TO_SELL:
        yield search.NotTargeted(query=f"how to make {subject}", reason=voice.line("search.left_make"))
        yield search.NotTargeted(query=f"{subject} discount code", reason=voice.line("search.left_code"))
    elif manner(case) in _GOODS:
        yield search.NotTargeted(query=f"cheap {subject}", reason=voice.line("search.left_cheap"))
        yield search.NotTargeted(query=f"{subject} wholesale", reason=voice.line("search.left_wholesale"))
    else:
        yield search.NotTargeted(query=f"free {subject}", reason=voice.line(suited(case, "search.left_free")))
        yield search.NotTargeted(query=f"{subject} jobs", reason=voice.line("search.left_jobs"))
    for rival in case.reading.competitors[:1]:
        yield search.NotTargeted(query=f"{rival} login", reason=voice.line("search.left_rival", rival=rival))


def _measurement(case: Case) -> search.SearchMeasurement:
    voice, host = case.voice, seo_pages.host(case)
    return search.SearchMeasurement(
        setup=voice.line("search.setup.domain", domain=host) if host else voice.line("search.setup"),
        steps=(
            voice.line("search.step_shown"),
            voice.line("search.step_clicked"),
            voice.line("search.step_taken"),
            voice.line("search.step_won"),
        ),
        own_figures=figures.own(case),
        caution=f"{voice.line('search.caution_volume')} {voice.line('search.caution_time')}",
    )


def _answer_risk(case: Case) -> search.AnswerRisk:
    voice, ranking = case.voice, seo_pages.ranked(case)
    first = case.reading.base.page_kinds[ranking[0].kind]
    return search.AnswerRisk(
        risk=voice.line("answers.risk", example=f"“{seo_pages.name(case, ranking[-1])}”"),
        response=voice.line("answers.response", unique=voice.say(first.unique)),
        check=voice.line("answers.check", example=f"“{seo_pages.query(case, ranking[0], 0)}”"),
    )
