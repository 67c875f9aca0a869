"""Bodies of an SEO pattern plan."""

from documents import markup, section, wording
from documents.markup import Markdown
from documents.model import SEOPatterns
from documents.search import AnswerRisk, DoNotTarget, Pattern, Patterns, SearchJobs, SearchMeasurement
from documents.section import Section

# Fit, winnability and effort are marks out of five.
_MOST = 5


def sections(document: SEOPatterns) -> tuple[Section, ...]:
    """Lay out the searches, the pages that answer them and how they are measured."""
    measurement = document.search_measurement
    return (
        section.of(document.search_jobs, "searchJobs", "What people try to get done", _jobs(document.search_jobs)),
        section.of(document.patterns, "patterns", "Page patterns", _patterns(document.patterns)),
        section.of(document.do_not_target, "doNotTarget", "Searches left alone", _left(document.do_not_target)),
        section.of(measurement, "searchMeasurement", "From impressions to customers", _measurement(measurement)),
        section.of(document.answer_risk, "answerRisk", "Answers on the results page", _risk(document.answer_risk)),
    )


def _jobs(jobs: SearchJobs) -> Markdown:
    rows = ((job.situation, job.question, job.context) for job in jobs.items)
    return markup.table(("Situation", "Question in their words", "When and on what"), rows)


def _patterns(patterns: Patterns) -> Markdown:
    headers = ("Pattern", "Fit", "Winnable", "Effort", "Priority", "Reason")
    overview = (
        (p.name, str(p.fit), str(p.winnability), str(p.effort), wording.number(p.priority), p.reason)
        for p in patterns.items
    )
    return markup.join(
        markup.table(headers, overview),
        markup.prose("Priority is fit times winnability divided by effort. No search volume has been verified.")
        if patterns.items
        else markup.join(),
        markup.facts(
            ("Where to begin", patterns.order),
            ("What the time allows", patterns.pace),
            ("What the money is for", patterns.spending),
        ),
        *(_pattern(pattern) for pattern in patterns.items),
    )


def _pattern(pattern: Pattern) -> Markdown:
    return markup.titled(
        pattern.name,
        markup.facts(
            ("Made of", f"{pattern.modifier} × {pattern.entity}"),
            ("Intent", pattern.intent),
            (f"Fit {pattern.fit} of {_MOST}", pattern.fit_reason),
            (f"Winnable {pattern.winnability} of {_MOST}", pattern.win_reason),
            (f"Effort {pattern.effort} of {_MOST}", pattern.effort_reason),
        ),
        markup.lead("Example searches, volume unverified", markup.bullets(pattern.queries)),
        markup.lead("On the page", markup.numbered(pattern.anatomy)),
        markup.facts(
            ("Material only we have", pattern.unique_material),
            ("Signed by", pattern.signed_by),
            ("Bridge to the offer", pattern.conversion_bridge),
            ("Address of the first page", pattern.address),
            ("Structured data type", pattern.schema_type),
            ("Internal links", pattern.internal_links),
            ("First batch", "1 page" if pattern.first_batch == 1 else f"{pattern.first_batch} pages"),
            ("Risk of thin pages", pattern.thin_content_risk),
            ("When to merge or remove", pattern.merge_rule),
        ),
    )


def _left(targets: DoNotTarget) -> Markdown:
    return markup.table(("Search", "Why not"), ((item.query, item.reason) for item in targets.items))


def _measurement(measurement: SearchMeasurement) -> Markdown:
    return markup.join(
        markup.prose(measurement.setup),
        markup.numbered(measurement.steps),
        markup.lead(
            "Where you stand today",
            markup.facts(*((item.name, wording.quantity(item)) for item in measurement.own_figures)),
        ),
        markup.facts(("Caution", measurement.caution)),
    )


def _risk(risk: AnswerRisk) -> Markdown:
    return markup.facts(("Risk", risk.risk), ("Response", risk.response), ("How to watch it", risk.check))
