"""Bodies of a brand positioning."""

from documents import markup, section, wording
from documents.markup import Markdown
from documents.model import BrandPositioning
from documents.positioning import (
    Alternatives,
    Forces,
    MarketFrame,
    MessageHouse,
    Moment,
    SalesStory,
    Segment,
    Statement,
    Value,
)
from documents.section import Section

_ALTERNATIVE_BASIS = {"user_given": "from the brief", "inference": "our inference"}
_PROOF_STATUS = {"have": "in hand", "collecting": "being collected", "none": "none yet"}


def sections(document: BrandPositioning) -> tuple[Section, ...]:
    """Lay out the positioning from the buyer's moment to the message."""
    return (
        section.of(document.moment, "moment", "The moment the search starts", _moment(document.moment)),
        section.of(document.segment, "segment", "Who fits best", _segment(document.segment)),
        section.of(
            document.alternatives, "alternatives", "What they would do otherwise", _others(document.alternatives)
        ),
        section.of(document.value, "value", "Value and its proof", _value(document.value)),
        section.of(
            document.market_frame, "marketFrame", "The category to be compared in", _frame(document.market_frame)
        ),
        section.of(document.statement, "statement", "Positioning statement", _statement(document.statement)),
        section.of(document.sales_story, "salesStory", "The sales story", _story(document.sales_story)),
        section.of(document.message_house, "messageHouse", "Message house", _house(document.message_house)),
    )


def _moment(moment: Moment) -> Markdown:
    return markup.join(
        markup.prose(moment.situation),
        markup.titled("Moments to be remembered in", markup.bullets(moment.entry_points)),
        markup.prose(moment.first),
        markup.prose(moment.presence),
        markup.titled("What moves them, and what holds them back", _forces(moment.forces)),
    )


def _forces(forces: Forces) -> Markdown:
    return markup.facts(
        ("Away from today", forces.push),
        ("Towards you", forces.pull),
        ("The worry", forces.anxiety),
        ("The habit", forces.habit),
    )


def _segment(segment: Segment) -> Markdown:
    return markup.join(
        markup.prose(segment.description),
        markup.prose(segment.where_to_find),
        markup.titled("Traits you can look up", markup.bullets(segment.traits)),
        markup.titled("Not a fit", markup.bullets(segment.disqualifiers)),
    )


def _others(alternatives: Alternatives) -> Markdown:
    headers = ("Alternative", "Why it is chosen", "Where it fails", "For whom it is better", "Basis")
    rows = (
        (a.name, a.why_chosen, a.where_it_fails, a.better_for, _ALTERNATIVE_BASIS[a.basis]) for a in alternatives.items
    )
    return markup.join(markup.table(headers, rows), markup.prose(alternatives.how_to_check))


def _value(value: Value) -> Markdown:
    headers = ("Reason to care", "Rests on", "Who cares", "Proof needed", "Proof")
    themes = ((t.theme, t.rests_on, t.who_cares, t.proof_needed, _PROOF_STATUS[t.proof_status]) for t in value.themes)
    facts = ((a.fact, a.verified_by) for a in value.attributes)
    return markup.join(
        markup.table(headers, themes),
        markup.titled(
            "Who gets the proof, and by when", markup.facts(*((t.theme, t.proof_plan) for t in value.themes))
        ),
        markup.titled("Facts it rests on", markup.table(("Fact", "How a stranger can check it"), facts)),
        markup.titled(
            "Figures you gave us", markup.facts(*((item.name, wording.quantity(item)) for item in value.own_figures))
        ),
    )


def _frame(frame: MarketFrame) -> Markdown:
    return markup.facts(
        ("Category", frame.category),
        ("Why this one", frame.reason),
        ("Frame we rejected", frame.rejected),
        ("Beside a named competitor", frame.comparison),
    )


def _statement(statement: Statement) -> Markdown:
    return markup.join(
        markup.quote(_sentence(statement)),
        markup.facts(("In one breath", statement.short), ("Before it names a competitor", statement.caution)),
    )


def _sentence(s: Statement) -> str:
    parts = (s.audience, s.need, s.offer, s.benefit, s.alternative, s.difference)
    audience, need, offer, benefit, alternative, difference = (part.rstrip(" .") for part in parts)
    # "Couples who travel off season" have their "who" already.
    joint = "and" if {"who", "that"} & set(audience.split()) else "who"
    return f"For {audience} {joint} {need}, we are {offer}, which {benefit}. Unlike {alternative}, {difference}."


def _story(story: SalesStory) -> Markdown:
    return markup.facts(
        ("Insight", story.insight),
        ("Alternatives", story.alternatives),
        ("The perfect world", story.perfect_world),
        ("Proof", story.proof),
        ("The next step", story.next_step),
    )


def _house(house: MessageHouse) -> Markdown:
    return markup.join(
        markup.prose(house.promise),
        markup.titled("Pillars", markup.numbered(house.pillars)),
        markup.titled("Words to avoid", markup.bullets(house.forbidden)),
        markup.titled("Tests the message has to pass", markup.bullets(house.tests)),
    )
