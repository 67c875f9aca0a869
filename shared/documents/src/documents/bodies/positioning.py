"""Bodies of a brand positioning."""

from documents import markup, section
from documents.markup import Markdown
from documents.model import BrandPositioning
from documents.positioning import Alternatives, MarketFrame, MessageHouse, Moment, SalesStory, Segment, Statement, Value
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
        markup.prose(moment.situation), markup.titled("Category entry points", markup.bullets(moment.entry_points))
    )


def _segment(segment: Segment) -> Markdown:
    return markup.join(
        markup.prose(segment.description),
        markup.titled("Traits you can look up", markup.bullets(segment.traits)),
        markup.titled("Not a fit", markup.bullets(segment.disqualifiers)),
    )


def _others(alternatives: Alternatives) -> Markdown:
    headers = ("Alternative", "Why it is chosen", "Where it fails", "Better for", "Basis")
    rows = (
        (a.name, a.why_chosen, a.where_it_fails, a.better_for, _ALTERNATIVE_BASIS[a.basis]) for a in alternatives.items
    )
    return markup.table(headers, rows)


def _value(value: Value) -> Markdown:
    headers = ("Reason to care", "Rests on", "Who cares", "Proof needed", "Proof")
    themes = ((t.theme, t.rests_on, t.who_cares, t.proof_needed, _PROOF_STATUS[t.proof_status]) for t in value.themes)
    facts = ((a.fact, a.verified_by) for a in value.attributes)
    return markup.join(
        markup.table(headers, themes),
        markup.titled("Facts it rests on", markup.table(("Fact", "How a stranger can check it"), facts)),
    )


def _frame(frame: MarketFrame) -> Markdown:
    return markup.facts(
        ("Category", frame.category), ("Why this one", frame.reason), ("Frame we rejected", frame.rejected)
    )


def _statement(statement: Statement) -> Markdown:
    return markup.facts(
        ("For", statement.audience),
        ("Who", statement.need),
        ("We are", statement.offer),
        ("That", statement.benefit),
        ("Unlike", statement.alternative),
        ("Because", statement.difference),
    )


def _story(story: SalesStory) -> Markdown:
    return markup.facts(
        ("Insight", story.insight),
        ("Alternatives", story.alternatives),
        ("The perfect world", story.perfect_world),
        ("Proof", story.proof),
    )


def _house(house: MessageHouse) -> Markdown:
    return markup.join(
        markup.prose(house.promise),
        markup.titled("Pillars", markup.numbered(house.pillars)),
        markup.titled("Words to avoid", markup.bullets(house.forbidden)),
        markup.titled("Tests the message has to pass", markup.bullets(house.tests)),
    )
