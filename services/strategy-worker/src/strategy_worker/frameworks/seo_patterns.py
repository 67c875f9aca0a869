"""SEO patterns: repeatable kinds of pages, ranked by fit, chance and effort; no search volume is ever made up."""

from typing import Final

from documents import search
from documents.model import SEOPatterns
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.common.keyword import entity
from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Modifier
from strategy_worker.wording import raise_first

_PATTERNS: Final = 5


def build(case: Case, common: CommonBlocks) -> SEOPatterns:
    """Write the sections of a search plan."""
    return SEOPatterns(
        **common,
        search_jobs=search.SearchJobs(items=_jobs(case)),
        patterns=search.Patterns(items=_patterns(case)),
        do_not_target=search.DoNotTarget(items=_left_alone(case)),
        search_measurement=_measurement(case),
        answer_risk=_answer_risk(case),
    )


def _jobs(case: Case) -> tuple[search.SearchJob, ...]:
    contexts = (
        "On a phone, within minutes, alone.",
        "At a desk, over some days, with others reading along.",
        "In the evening, comparing two or three tabs.",
    )
    if "urgent" not in case.reading.axes:
        contexts = contexts[1:] + contexts[:1]
    questions = tuple(_query(case, modifier, 0) for modifier in _ranked(case)[:3])
    return tuple(
        search.SearchJob(situation=case.voice.sentence(moment), question=raise_first(question), context=context)
        for moment, question, context in zip(case.industry.moments, questions, contexts, strict=False)
    )


def _ranked(case: Case) -> tuple[Modifier, ...]:
    kinds = case.reading.base.page_kinds

    def key(modifier: Modifier) -> float:
        kind = kinds[modifier.kind]
        return -_fit(case, kind) * kind.win / kind.effort

    return tuple(sorted(case.industry.modifiers, key=key))


def _fit(case: Case, kind: schema.PageKind) -> int:
    ids = {challenge.kind.id for challenge in case.reading.challenges}
    wanted = {
        "cost": {"price_pressure", "low_conversion", "low_trust"},
        "compare": {"strong_competitor", "no_differentiation", "new_market"},
        "trust": {"low_trust", "bad_reviews"},
        "local": {"few_leads", "low_awareness", "dependence"},
        "howto": {"complex_offer", "low_awareness", "low_usage"},
        "template": {"small_team", "low_usage", "long_cycle"},
        "checklist": {"long_cycle", "complex_offer", "compliance"},
        "rules": {"compliance", "seasonality"},
        "occasion": {"seasonality", "few_leads"},
        "choice": {"low_conversion", "complex_offer", "churn"},
        "care": {"churn", "dependence"},
        "symptom": {"few_leads", "seasonality"},
    }
    return min(5, kind.fit + (1 if ids & wanted.get(kind.id, set()) else 0))


def _patterns(case: Case) -> tuple[search.Pattern, ...]:
    return tuple(_pattern(case, modifier) for modifier in _ranked(case)[:_PATTERNS])


def _pattern(case: Case, modifier: Modifier) -> search.Pattern:
    kind, voice = case.reading.base.page_kinds[modifier.kind], case.voice
    fit = _fit(case, kind)
    subject = entity(case.reading)
    return search.Pattern(
        name=raise_first(f"{modifier.words} {subject}"),
        modifier=modifier.words,
        entity=subject,
        intent=kind.intent,
        queries=tuple(_query(case, modifier, index) for index in range(len(kind.queries))),
        anatomy=tuple(voice.sentence(part) for part in kind.anatomy),
        unique_material=voice.sentence(
            "[{unique}; look first in {data}|{unique}, to be found in {data}]", unique=voice.say(kind.unique)
        ),
        signed_by=voice.sentence(
            "[the {maker}, by name and with the date of the last check|the {maker}, with name and date]"
        ),
        conversion_bridge=voice.sentence("{bridge}, which leads to {first_rung}", bridge=voice.say(kind.bridge)),
        schema_type=case.industry.schema_type if kind.id in {"local", "integration"} else kind.schema_type,
        internal_links=voice.sentence(kind.links),
        first_batch=_first_batch(case, kind),
        thin_content_risk=voice.sentence(kind.thin),
        merge_rule=voice.sentence(kind.merge),
        fit=fit,
        winnability=kind.win,
        effort=kind.effort,
        priority=round(fit * kind.win / kind.effort, 2),
        reason=voice.sentence(
            "{reason}; [the volume of its queries is unverified|no volume has been checked]",
            reason=voice.say(kind.reason),
        ),
    )


def _first_batch(case: Case, kind: schema.PageKind) -> int:
    # There is exactly one page of trust; the other kinds begin with as many pages as somebody can keep true.
    if kind.id == "trust":
        return 1
    return 2 if any(c.kind.id in {"small_team", "small_budget"} for c in case.reading.challenges) else 3


def _query(case: Case, modifier: Modifier, index: int) -> str:
    kind = case.reading.base.page_kinds[modifier.kind]
    place = case.reading.place
    qualifier = f"in {place}" if place else "nearby" if "local" in case.reading.axes else _group(case)
    words = case.voice.say(kind.queries[index], m=modifier.words, e=entity(case.reading), q=qualifier)
    return " ".join(words.split())


def _group(case: Case) -> str:
    groups = {
        "committee": "for large teams",
        "small_business": "for small firms",
        "household": "at home",
        "consumer": "for everyday use",
        "donor": "for private givers",
        "parent": "for parents",
        "specialist": "for specialists",
        "learner": "for beginners",
    }
    return groups.get(case.audience.id, "for beginners")


def _left_alone(case: Case) -> tuple[search.NotTargeted, ...]:
    voice, subject = case.voice, entity(case.reading)
    rival = case.reading.competitors[0] if case.reading.competitors else None
    items = [
        (
            subject,
            (
                "[the bare term mixes every intent; who holds its results was not looked up|nobody "
                "knows what those who type the bare term want, and who holds its results was not "
                "looked up]"
            ),
        )
    ]
    if "goods" in case.reading.axes:
        items.append(
            (f"cheap {subject}", "the search is for the lowest price, and the range is chosen for another use")
        )
        items.append((f"{subject} wholesale", "whoever resells wants other prices and quantities"))
    else:
        items.append(
            (
                f"free {subject}",
                (
                    "[people who look for it at no cost seldom reach {first_rung}|the search is for "
                    "something at no cost, and seldom leads to {first_rung}]"
                ),
            )
        )
        items.append(
            (f"{subject} jobs", "[these are applicants and not {buyers}|applicants search for this, not {buyers}]")
        )
    if rival:
        items.append(
            (f"{rival} login", "people who look for {rival} by name for its service want {rival} and nobody else")
        )
    return tuple(
        search.NotTargeted(query=query, reason=voice.sentence(reason, **({"rival": rival} if rival else {})))
        for query, reason in items
    )


def _measurement(case: Case) -> search.SearchMeasurement:
    voice = case.voice
    return search.SearchMeasurement(
        steps=(
            voice.sentence(
                "[impressions of the plan's pages in the search console, per kind of page and "
                "week|how often each kind of page was shown, week by week, from the search console]"
            ),
            voice.sentence("[clicks on them, with the query that led there|the queries that brought a click]"),
            voice.sentence(
                "[readers who take the step to {first_rung}, counted by the page they came "
                "from|steps towards {first_rung}, by page]"
            ),
            voice.sentence(
                "[{customers} whose first page was one of the plan, asked for at the first "
                "contact|{customers} who say at the first contact that they came by a page of the "
                "plan]"
            ),
        ),
        caution=voice.text(
            (
                "[all example queries are patterns and none has a measured volume; enter them into a "
                "keyword tool or the console before writing|the example queries are patterns without "
                "measured volume, to be checked in a keyword tool or the console before a page is "
                "written]"
            ),
            (
                "[impressions move first, clicks some weeks later, and {customers} last, so a page "
                "is judged after twelve weeks at the earliest|judge no page before twelve weeks: "
                "impressions come first, then clicks, and {customers} last]"
            ),
        ),
    )


def _answer_risk(case: Case) -> search.AnswerRisk:
    voice = case.voice
    first = case.reading.base.page_kinds[_ranked(case)[0].kind]
    return search.AnswerRisk(
        risk=voice.sentence(
            (
                "[questions with one short answer are answered on the results page itself, and the "
                "click is lost; here that touches the general part of pages such as {example}|the "
                "results page itself answers what fits into two lines, so the general part of a page "
                "such as {example} will bring fewer clicks]"
            ),
            example=f"“{_ranked(case)[-1].words} {entity(case.reading)}”",
        ),
        response=voice.sentence(
            (
                "[lead with what cannot be summarised away: {unique}; give the short answer anyway, "
                "signed by the {maker}|give the short answer, signed by the {maker}, and lead with "
                "this: {unique}]"
            ),
            unique=voice.say(first.unique),
        ),
    )
