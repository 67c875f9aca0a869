"""What every strategy ends with: arithmetic, objections, risk, measurement, plan, ledger, limits and questions."""

from documents import markup, section, wording
from documents.blocks import (
    Ledger,
    Limitations,
    Measurement,
    Metric,
    Objection,
    Objections,
    OpenQuestions,
    Path,
    Plan,
    RiskRemoval,
    SiteAudit,
)
from documents.markup import Markdown
from documents.model import Document
from documents.section import Section

_PHASES = {30: "Days 1–30", 60: "Days 31–60", 90: "Days 61–90"}


def sections(document: Document) -> tuple[Section, ...]:
    """Close the document."""
    return (
        section.of(document.path, "path", "The arithmetic behind the outcome", _path(document.path)),
        section.of(document.objections, "objections", "Objections to expect", _objections(document.objections)),
        section.of(document.risk_removal, "riskRemoval", "Taking the risk away", _risk(document.risk_removal)),
        section.of(document.measurement, "measurement", "How success is measured", _measurement(document.measurement)),
        *_site(document.site_audit),
        section.of(document.plan, "plan", "The first 90 days", _plan(document.plan)),
        section.of(document.ledger, "ledger", "What this rests on", _ledger(document.ledger)),
        section.of(document.limitations, "limitations", "Limitations", _limitations(document.limitations)),
        section.of(document.open_questions, "openQuestions", "Open questions", _questions(document.open_questions)),
    )


def _path(path: Path) -> Markdown:
    rows = (
        (
            stage.name,
            wording.rate(stage),
            wording.volume(stage.volume_low),
            wording.volume(stage.volume_mid),
            wording.volume(stage.volume_high),
            wording.basis(stage.basis) + (f" ({stage.source})" if stage.source else ""),
        )
        for stage in path.stages
    )
    return markup.join(
        markup.facts((f"Outcome: {path.outcome.name}", wording.quantity(path.outcome))),
        markup.table(("Step", "Rate (low / middle / high)", "Low", "Middle", "High", "Rests on"), rows),
        markup.facts(("What moves the result most", path.sensitivity), ("Caution", path.caution)),
        markup.titled("Ranges from elsewhere", markup.bullets(wording.benchmark(item) for item in path.benchmarks)),
    )


def _objections(objections: Objections) -> Markdown:
    return markup.join(*(_objection(item) for item in objections.items))


def _objection(item: Objection) -> Markdown:
    return markup.titled(
        f"{wording.objection(item.kind)}: “{item.voice.strip('“”')}”",
        markup.facts(
            ("Who says it", item.said_by),
            ("The worry behind it", item.worry),
            ("Answer", item.answer),
            ("Proof to show", item.proof),
            ("Where the doubt is right", item.concession),
            ("Why we expect it", item.because),
        ),
    )


def _risk(risk: RiskRemoval) -> Markdown:
    buyer = ((r.name, r.promise, r.condition, r.cap, r.cost_to_us) for r in risk.buyer)
    plan = ((r.failure, r.early_sign, r.response) for r in risk.plan)
    return markup.join(
        markup.titled(
            "For those who say yes", markup.table(("Safeguard", "We promise", "If", "Up to", "Cost to us"), buyer)
        ),
        markup.titled("For the plan", markup.table(("How it fails", "Early sign", "What we do then"), plan)),
    )


def _measurement(measurement: Measurement) -> Markdown:
    metrics = (measurement.outcome, *measurement.indicators)
    rules = ((r.metric, r.threshold, str(r.by_week), r.action) for r in measurement.rules)
    return markup.join(
        markup.table(("Metric", "Counted as", "Baseline", "Target", "Early indicator"), (_metric(m) for m in metrics)),
        markup.titled("Who reads it, and when", markup.table(_READING, (_reading(m) for m in metrics))),
        markup.titled("Decision rules", markup.table(("Metric", "Threshold", "By week", "If it is missed"), rules)),
    )


_READING = ("Metric", "Read by", "When", "Event to record")


def _metric(metric: Metric) -> tuple[str, ...]:
    counted = f"{metric.numerator} / {metric.denominator}" if metric.denominator else metric.numerator
    return (
        metric.name,
        f"{counted}, {metric.window}" if metric.window else counted,
        wording.quantity(metric.baseline),
        wording.quantity(metric.target),
        metric.leading_indicator,
    )


def _reading(metric: Metric) -> tuple[str, ...]:
    return (metric.name, metric.measured_by, metric.measured_when, metric.event)


def _plan(plan: Plan) -> Markdown:
    numbers = {action.id: str(number) for number, action in enumerate(plan.actions, start=1)}
    phases = (
        markup.titled(
            title,
            markup.table(
                ("No.", "Action", "Owner", "Effort", "After", "Done when", "Because"),
                (
                    (
                        numbers[action.id],
                        action.action,
                        action.owner,
                        wording.effort(action.effort),
                        ", ".join(numbers.get(needed, needed) for needed in action.depends_on),
                        action.done_when,
                        action.because,
                    )
                    for action in plan.actions
                    if action.phase == phase
                ),
            ),
        )
        for phase, title in _PHASES.items()
    )
    spending = ((part.purpose, wording.quantity(part.amount), part.released_when) for part in plan.spending)
    return markup.join(
        *phases,
        markup.facts(("Capacity", plan.capacity)),
        markup.titled("The budget", markup.table(("For", "Amount", "Released when"), spending)),
    )


def _site(audit: SiteAudit | None) -> tuple[Section, ...]:
    if audit is None:
        return ()
    measured = (
        ("Page", audit.page),
        ("Keyword", audit.keyword),
        ("Measured on", audit.measured_on),
        ("Score", wording.measured(audit.score)),
        ("Coverage", wording.measured(audit.coverage)),
    )
    repairs = (
        (part.title, part.action, part.why, "" if part.points is None else wording.number(part.points))
        for part in audit.repairs
    )
    body = markup.join(
        markup.prose(audit.reading),
        markup.facts(*measured),
        markup.table(("What is wrong", "Repair", "Why", "Points of the audit"), repairs),
    )
    return (section.of(audit, "siteAudit", "What the audit of your page found", body),)


def _limitations(limitations: Limitations) -> Markdown:
    sure = ((part.section, part.level, part.because) for part in limitations.confidence)
    return markup.join(
        markup.bullets(limitations.items),
        markup.titled("How sure each part is", markup.table(("Part", "Confidence", "Because"), sure)),
    )


def _ledger(ledger: Ledger) -> Markdown:
    rows = (
        (i.statement, wording.basis(i.basis), i.sensitivity, f"{i.test} ({i.test_cost})" if i.test_cost else i.test)
        for i in ledger.items
    )
    return markup.table(("Assumption", "Basis", "If it is half as true", "How to test it"), rows)


def _questions(questions: OpenQuestions) -> Markdown:
    return markup.table(("Question", "What the answer changes"), ((q.question, q.changes) for q in questions.items))
