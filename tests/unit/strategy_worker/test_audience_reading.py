"""Audiences as owners write them, each with the archetype a consultant would think of."""

from typing import Final

import pytest

from strategy_worker.knowledge.load import knowledge
from strategy_worker.reading import classify
from strategy_worker.reading.evidence import Verdict
from strategy_worker.reading.text import plural_phrase
from support_strategy.briefs import brief

_LINES: Final = (
    ("City councils in Scotland", "public_body"),
    ("Procurement of city councils", "public_body"),
    ("Municipal utilities and their engineers", "public_body"),
    ("Local authorities that run their own parks", "public_body"),
    ("Ministries of health in West Africa", "public_body"),
    ("Public sector IT departments", "public_body"),
    ("Independent delis", "trade_buyer"),
    ("Cheese shops in the Jura", "trade_buyer"),
    ("Stockists in northern England", "trade_buyer"),
    ("Chefs who run their own kitchen", "trade_buyer"),
    ("Builders' merchants", "trade_buyer"),
    ("Supermarket category managers", "trade_buyer"),
    ("Seed-stage founders", "founder"),
    ("Founders of technology startups", "founder"),
    ("First-time co-founders in Berlin", "founder"),
    ("Operations managers at care homes", "operations_lead"),
    ("Plant maintenance managers", "operations_lead"),
    ("Warehouse managers of online retailers", "operations_lead"),
    ("Fleet managers with 20 to 100 vans", "operations_lead"),
    ("Supply chain directors", "operations_lead"),
    ("Salon clients in the old town", "salon_client"),
    ("HR managers of hospitals", "employer"),
    ("Hospital HR departments", "employer"),
    ("Employers with shift workers", "employer"),
    ("Hiring managers in logistics", "employer"),
    ("Owner-occupiers of terraced houses", "property_owner"),
    ("Property owners in Surrey", "property_owner"),
    ("People with a detached house and an old boiler", "property_owner"),
    ("Flat owners in Vienna", "property_owner"),
    ("Couples planning a wedding", "couple"),
    ("Newlyweds", "couple"),
    ("Retired couples from Scandinavia", "couple"),
    ("Travellers who avoid crowds", "traveller"),
    ("Tourists from overseas", "traveller"),
    ("Holidaymakers with dogs", "traveller"),
    ("Owners of camper vans", "traveller"),
    ("Adult children of elderly parents", "carer"),
    ("Family carers in Kent", "carer"),
    ("Relatives of people with dementia", "carer"),
    ("Gym members", "member"),
    ("Season ticket holders", "member"),
    ("Alumni of the school", "member"),
    ("Parents of toddlers", "parent"),
    ("Homeowners in Leeds", "household"),
    ("Letting agents with small portfolios", "landlord"),
    ("Women who hike", "consumer"),
    ("Private donors in Nairobi", "donor"),
    ("Adult learners", "learner"),
    ("Design engineers", "specialist"),
    ("Owners of small cafes", "small_business"),
    ("Enterprise procurement", "committee"),
    ("Adults with back pain", "patient"),
    ("Diners who know their wines", "guest"),
    ("Widows and widowers with a family house", "private_client"),
    ("Zzz qqq", "unknown"),
)
_TWO: Final = (
    ("Homeowners and small landlords in north Leeds", "household", "landlord"),
    ("Small landlords and homeowners in north Leeds", "landlord", "household"),
    ("Couples and families in Bristol", "couple", "parent"),
    ("Families and couples in Bristol", "parent", "couple"),
    ("Independent delis and food lovers", "trade_buyer", "guest"),
    ("Students and freelancers in Ghent", "learner", "small_business"),
    ("HR managers, operations managers", "employer", "operations_lead"),
    ("Members or tourists", "member", "traveller"),
)


def _read(text: str) -> Verdict:
    return classify.audience(brief("seed", target_audience=text), knowledge(), "unknown")


@pytest.mark.parametrize(("text", "expected"), _LINES)
def test_an_audience_is_recognised(text: str, expected: str) -> None:
    assert _read(text).best == expected


@pytest.mark.parametrize(("text", "first", "second"), _TWO)
def test_of_two_audiences_the_first_one_wins_and_the_reading_is_unsure(text: str, first: str, second: str) -> None:
    assert _read(text) == Verdict(first, second, sure=False)


@pytest.mark.parametrize("text", ["Data engineers and their managers", "Private donors in Nairobi and the diaspora"])
def test_a_companion_that_names_nobody_else_changes_nothing(text: str) -> None:
    assert _read(text).sure


def test_every_archetype_has_a_line() -> None:
    read = {expected for _, expected in _LINES} | {first for _, first, _ in _TWO}
    assert knowledge().audiences.keys() == read


@pytest.mark.parametrize("text", ["Warehouse managers of food makers", "City councils in Scotland", "Public libraries"])
def test_an_audience_stands_in_a_sentence_without_its_capital(text: str) -> None:
    assert plural_phrase(text) == text[0].lower() + text[1:]
