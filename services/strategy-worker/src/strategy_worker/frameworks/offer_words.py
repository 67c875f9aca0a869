"""Wording of an offer where something is bought, and where something is given."""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class OfferWords:
    """Templates that differ between buying and giving."""

    arguments: tuple[str, str, str, str]
    by_when: str
    steps: tuple[str, str, str]
    last_exclusion: str
    price_basis: str
    anchor: str
    floor: str
    triggers: tuple[str, str, str]
    stop: str
    scarcity: str
    payer: str
    pilot_scope: str
    pilot_then: str
    reading: str


_IN_WRITING: Final = "{first_rung} first; the date of the rest is named in its written result"
_STEPS: Final = (
    "[{first_rung}, with a result in writing|{first_rung}, ending in a written result]",
    "a decision by {decider}, with {proof} on the table",
    "{main_rung}, at the scope found in the first step",
)
_SECOND_TRIGGER: Final = (
    "[the promise of the main step has been read back together, and the next need has a date"
    "|both have read back the promise, and the next need is dated]"
)
_THIRD_TRIGGER: Final = "[it is renewed only if the last period was used|renewal follows use and nothing else]"
_STOP: Final = (
    "[as soon as the next free date is more than three weeks away, new orders get a later date instead of a shorter "
    "service|once dates are more than three weeks out, orders wait and the service stays as long as promised]"
)
_HOURS_LIMIT: Final = (
    "none is claimed; the hours of the {maker} are the only real limit, and a date is named once they are full"
)

SELLING: Final = OfferWords(
    arguments=(
        "[ask what {removes} cost them the last time, and write their figure into the offer"
        "|their own figure for {removes}, asked for and written into the offer]",
        "[let the buyer name the hours or the money that {removes} takes today; that figure is the value, not ours"
        "|the buyer says what {removes} takes in hours or money, and that is the value]",
        "[compare it with a year in which {removes} stayed as it is, in the buyer's own figures"
        "|a year with {removes} unchanged, in the buyer's figures, is the comparison]",
        "[leave it out for buyers who are not troubled by {removes}, and lower the price by what it costs"
        "|without {removes} it is not needed, and the price falls by its cost]",
    ),
    by_when=_IN_WRITING,
    steps=_STEPS,
    last_exclusion="[changes of scope after the first step without a new written price"
    "|any wider scope for which no new price was written]",
    price_basis="ask twelve people of this group ({buyers}) at which price it would be too dear, dear but worth it, "
    "cheap, and too cheap to trust",
    anchor="the buyer's own cost of going on with {alternative}, in their figures; no price of the past is crossed out",
    floor="[direct cost of delivery plus the hours of the {maker} at full cost; below it the case is refused"
    "|no case below direct cost and the full cost of the hours of the {maker}]",
    triggers=(
        "[the written result names a gap that the buyer wants closed by a date"
        "|there is a gap in the written result and a date by which it should close]",
        _SECOND_TRIGGER,
        _THIRD_TRIGGER,
    ),
    stop=_STOP,
    scarcity=_HOURS_LIMIT,
    payer="the {owner}, out of the margin of the month; it costs {cost}",
    pilot_scope="{first_rung} for five buyers of this group within six weeks: {buyers}",
    pilot_then="[with fewer than three, change the first step and not the price; with three or more, offer it to the "
    "next ten|three or more: offer it to the next ten. Fewer: change the first step and leave the price]",
    reading="[the offer carries itself when what is left after delivery pays for winning one {customer} before the "
    "second invoice; if it does not, the first step is priced up before anything is advertised"
    "|what is left after delivery has to pay for winning one {customer} before the second invoice; otherwise the first "
    "step gets dearer before any advertising]",
)
GIVING: Final = OfferWords(
    arguments=(
        "ask which gift {removes} has held back, and answer exactly that",
        "with {removes} out of the way a second request can be made at all; let five givers say whether that is so",
        "put it beside a year in which {removes} stayed, as the givers themselves describe it",
        "givers who do not know {removes} need no more than one line about it",
    ),
    by_when=_IN_WRITING,
    steps=_STEPS,
    last_exclusion="gifts with conditions that the programme cannot report on",
    price_basis="ask twelve people of this group ({buyers}) which sum they give without asking anybody, which after "
    "asking, and which not at all",
    anchor="what else the same sum could do in the giver's own view; no gift of the past is held against anybody",
    floor="the full cost of one unit, overheads included; nothing smaller is offered as a unit",
    triggers=(
        "the result of the first gift has been read, and the giver has asked about the next one",
        _SECOND_TRIGGER,
        _THIRD_TRIGGER,
    ),
    stop="no request goes out for a unit that cannot be delivered and reported within the year",
    scarcity="none is claimed; the hours of the {maker} are the only real limit of what can be reported",
    payer="the {owner}, out of funds that are tied to nothing; it costs {cost}",
    pilot_scope="{first_rung} for five people of this group within six weeks: {buyers}",
    pilot_then="with fewer than three, change the report and not the sum; with three or more, ask the next ten",
    reading="fundraising carries itself when the regular gifts of one year pay for winning one {customer}; if they do "
    "not, requests become more concrete before there are more of them",
)
# A parcel has no scope and no hours of service: stock and the way back take their place.
SENDING: Final = replace(
    SELLING,
    by_when="the delivery date is shown before the basket; what does not fit comes back under the terms below",
    steps=(
        "{first_rung}, with the way back in the parcel",
        "a decision by {decider}, with {proof} in view",
        "{main_rung}, once the first choice has proved right",
    ),
    last_exclusion="special orders that cannot be sold to anybody else when they come back",
    floor="no order below the cost of goods, postage and the usual share of returns",
    triggers=(
        "the first item was kept, and the buyer says what it was used for",
        "the main product is in use, and its wear or the next occasion has a date",
        "a reminder with consent meets the date that the buyer named",
    ),
    stop="an item whose stock covers less than two weeks of orders shows its next delivery date before the basket",
    scarcity="none is claimed; stock is the only real limit, and the page shows it as it is",
)
