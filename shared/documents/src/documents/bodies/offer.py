"""Bodies of an offer architecture."""

from documents import markup, section, wording
from documents.markup import Markdown
from documents.model import OfferArchitecture
from documents.offer import Capacity, CorePromise, Guarantee, Ladder, Mechanism, Pilot, Price, Stack, UnitEconomics
from documents.section import Section


def sections(document: OfferArchitecture) -> tuple[Section, ...]:
    """Lay out the offer from promise to pilot."""
    return (
        section.of(document.core_promise, "corePromise", "The core promise", _promise(document.core_promise)),
        section.of(document.mechanism, "mechanism", "Why it can hold", _mechanism(document.mechanism)),
        section.of(document.stack, "stack", "What is in, what is out", _stack(document.stack)),
        section.of(document.price, "price", "Price", _price(document.price)),
        section.of(document.ladder, "ladder", "The ladder", _ladder(document.ladder)),
        section.of(document.guarantee, "guarantee", "Guarantee", _guarantee(document.guarantee)),
        section.of(document.capacity, "capacity", "Capacity", _capacity(document.capacity)),
        section.of(document.unit_economics, "unitEconomics", "Unit economics", _economics(document.unit_economics)),
        section.of(document.pilot, "pilot", "Pilot", _pilot(document.pilot)),
    )


def _promise(promise: CorePromise) -> Markdown:
    return markup.facts(
        ("Outcome", promise.outcome),
        ("By when", promise.by_when),
        ("Measured by", promise.measured_how),
        ("Depends on the buyer for", promise.depends_on_buyer),
    )


def _mechanism(mechanism: Mechanism) -> Markdown:
    return markup.join(markup.prose(mechanism.explanation), markup.numbered(mechanism.steps))


def _stack(stack: Stack) -> Markdown:
    headers = ("Part", "Obstacle it removes", "Cost to deliver", "Why it is worth it")
    rows = ((i.item, i.obstacle, wording.quantity(i.cost_to_deliver), i.value_argument) for i in stack.items)
    return markup.join(markup.table(headers, rows), markup.titled("Not included", markup.bullets(stack.exclusions)))


def _price(price: Price) -> Markdown:
    return markup.facts(
        ("Amount", wording.quantity(price.amount)),
        ("Based on", price.basis),
        ("How to test it", price.test),
        ("Compared with", price.anchor),
        ("Beside a named competitor", price.comparison),
        ("Payment", price.payment),
        ("Floor", price.floor),
    )


def _ladder(ladder: Ladder) -> Markdown:
    rows = ((rung.name, rung.contents, rung.purpose, rung.upgrade_trigger) for rung in ladder.rungs)
    return markup.table(("Step", "Contains", "What it is for", "When the next step makes sense"), rows)


def _guarantee(guarantee: Guarantee) -> Markdown:
    return markup.facts(
        ("Kind", guarantee.kind),
        ("We promise", guarantee.promise),
        ("Condition", guarantee.condition),
        ("Cap", guarantee.cap),
        ("Exposure", wording.quantity(guarantee.exposure)),
        ("Who pays", guarantee.who_pays),
    )


def _capacity(capacity: Capacity) -> Markdown:
    return markup.facts(
        ("Units per month", wording.quantity(capacity.units_per_month)),
        ("Units today", wording.quantity(capacity.units_today) if capacity.units_today else ""),
        ("Hours per unit", wording.quantity(capacity.hours_per_unit)),
        ("When to stop selling", capacity.stop_rule),
        ("Scarcity", capacity.scarcity),
    )


def _economics(economics: UnitEconomics) -> Markdown:
    rows = ((item.name, wording.quantity(item)) for item in economics.quantities)
    return markup.join(markup.table(("Quantity", "Value"), rows), markup.prose(economics.reading))


def _pilot(pilot: Pilot) -> Markdown:
    return markup.facts(
        ("Scope", pilot.scope),
        ("Time", pilot.by_when),
        ("Cost", pilot.cost),
        ("It worked if", pilot.success),
        ("Then", pilot.then),
    )
