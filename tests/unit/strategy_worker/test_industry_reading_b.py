"""Lines of business as owners write them: those of ten industries, and those of others that must not move."""

from typing import Final

import pytest

from shared.contracts.requests import Brief
from strategy_worker.knowledge.load import knowledge
from strategy_worker.reading.baselines import place
from strategy_worker.reading.brief import read
from support_strategy.briefs import brief
from support_strategy.forty import FORTY, INDUSTRY

_LINES: Final = (
    ("Tour operator for walking holidays in Portugal", "travel"),
    ("Travel agency", "travel"),
    ("Tailor-made holidays to Japan", "travel"),
    ("Safari company in northern Tanzania", "travel"),
    ("Boat trips and whale watching", "travel"),
    ("Food tours of Palermo", "travel"),
    ("Destination management company", "travel"),
    ("Cycling holidays along the Danube", "travel"),
    ("Freight forwarder", "logistics"),
    ("Courier company in Glasgow", "logistics"),
    ("Pallet haulage", "logistics"),
    ("Refrigerated transport for food makers", "logistics"),
    ("Warehousing and fulfilment for online brands", "logistics"),
    ("Customs broker at the port of Dover", "logistics"),
    ("Same-day delivery by cargo bike", "logistics"),
    ("Third-party logistics provider", "logistics"),
    ("Solar panel installer", "energy"),
    ("Heat pump installation", "energy"),
    ("Photovoltaics and battery storage", "energy"),
    ("Energy advice for homeowners", "energy"),
    ("EV charger installation", "energy"),
    ("Community energy cooperative", "energy"),
    ("Energy consultancy", "energy"),
    ("Day nursery", "care"),
    ("Nursery", "care"),
    ("Care home for people with dementia", "care"),
    ("Home care agency", "care"),
    ("Live-in care", "care"),
    ("Childminder in Bath", "care"),
    ("Forest kindergarten", "care"),
    ("After-school club", "care"),
    ("Dog grooming", "pets"),
    ("Dog walking and pet sitting", "pets"),
    ("Boarding kennels", "pets"),
    ("Cattery in Norfolk", "pets"),
    ("Puppy school", "pets"),
    ("Doggy daycare", "pets"),
    ("Pet shop", "pets"),
    ("Bookshop", "retail_store"),
    ("Independent bike shop", "retail_store"),
    ("Wine shop", "retail_store"),
    ("Florist", "retail_store"),
    ("Garden centre", "retail_store"),
    ("Plant nursery", "retail_store"),
    ("Furniture showroom", "retail_store"),
    ("Clothing boutique in Antwerp", "retail_store"),
    ("Farm shop", "retail_store"),
    ("Butcher", "retail_store"),
    ("Small hotel", "lodging"),
    ("Campsite by a lake", "lodging"),
    ("Bed and breakfast", "lodging"),
    ("B&B", "lodging"),
    ("Holiday cottages in Cornwall", "lodging"),
    ("Serviced apartments", "lodging"),
    ("Youth hostel", "lodging"),
    ("Glamping", "lodging"),
    ("Country inn with nine rooms", "lodging"),
    ("Meditation app", "consumer_app"),
    ("Dating app", "consumer_app"),
    ("Mobile game", "consumer_app"),
    ("Recipe app", "consumer_app"),
    ("Marketplace for second-hand bikes", "consumer_app"),
    ("Language learning app", "consumer_app"),
    ("Budgeting app for couples", "consumer_app"),
    ("Wine importer", "wholesale"),
    ("Food wholesaler", "wholesale"),
    ("Builders' merchant", "wholesale"),
    ("Distributor of dental supplies", "wholesale"),
    ("Cash and carry", "wholesale"),
    ("Fruit and vegetable wholesale", "wholesale"),
    ("Electrical wholesaler", "wholesale"),
    ("Museum of local history", "culture"),
    ("Theatre", "culture"),
    ("Film festival", "culture"),
    ("Public library", "culture"),
    ("Art gallery", "culture"),
    ("Chamber orchestra", "culture"),
    ("Independent cinema", "culture"),
    ("Botanical garden", "culture"),
)
_UNMOVED: Final = (
    ("Plumbing and heating", "local_trade"),
    ("Landscape gardener", "local_trade"),
    ("Restaurant with a garden", "hospitality"),
    ("Coffee shop", "hospitality"),
    ("Wine bar", "hospitality"),
    ("Online shop for outdoor clothing", "online_shop"),
    ("E-commerce for pet accessories", "online_shop"),
    ("Online store for wines", "online_shop"),
    ("Hotel booking software", "software"),
    ("Software for warehouses", "software"),
    ("SaaS for shift planning in care homes", "software"),
    ("Veterinary practice", "health"),
    ("Skin care clinic", "health"),
    ("Travel insurance", "finance"),
    ("Pet insurance", "finance"),
    ("Hotel linen manufacturer", "manufacturing"),
    ("Industrial pump manufacturer", "manufacturing"),
    ("Solar charity for schools in Malawi", "nonprofit"),
    ("Animal rescue charity", "nonprofit"),
    ("Language school", "education"),
    ("Driving school", "education"),
    ("Law firm for transport companies", "professional_services"),
    ("Consulting for museums", "professional_services"),
)
_LEFT_OPEN: Final = ("Plumbing supplies for builders", "Dental equipment", "Zzz qqq")


def _read(line: str, audience: str = "Whoever needs it") -> str:
    return read(brief("seed", industry=line, business_name="Test Corp", target_audience=audience)).industry.id


@pytest.mark.parametrize(("line", "expected"), _LINES)
def test_a_line_of_business_is_recognised(line: str, expected: str) -> None:
    assert _read(line) == expected


@pytest.mark.parametrize(("line", "expected"), _UNMOVED)
def test_a_neighbour_is_not_drawn_into_another_industry(line: str, expected: str) -> None:
    assert _read(line) == expected


@pytest.mark.parametrize("line", _LEFT_OPEN)
def test_what_nobody_can_tell_stays_open(line: str) -> None:
    assert _read(line) == "unknown"


@pytest.mark.parametrize(
    ("audience", "expected"), [("Parents of toddlers", "consumer_app"), ("Operations managers", "software")]
)
def test_of_two_equal_readings_the_audience_decides(audience: str, expected: str) -> None:
    assert _read("App", audience) == expected


@pytest.mark.parametrize("key", [key for key, industry in INDUSTRY.items() if industry in dict(_LINES).values()])
def test_a_whole_brief_is_read_like_its_line(key: str) -> None:
    whole = Brief.model_validate({**FORTY[key], "framework": "brand_positioning"})
    assert read(whole).industry.id == INDUSTRY[key]


@pytest.mark.parametrize("key", knowledge().industries)
def test_a_price_in_the_words_of_an_industry_is_no_count_on_its_path(key: str) -> None:
    base = knowledge()
    industry = base.industries[key]
    given = place(brief("seed", baselines={industry.ticket: {"value": 14000, "unit": "GBP"}}), industry, base)
    assert (given.ticket is not None, dict(given.volumes)) == (True, {})
