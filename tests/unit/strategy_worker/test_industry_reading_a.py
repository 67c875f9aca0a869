"""Lines of business as owners write them, and the archetype each has to be read as."""

from typing import Final

import pytest

from shared.contracts.requests import Brief
from strategy_worker.knowledge.load import knowledge
from strategy_worker.reading.brief import Reading, read
from support_strategy.briefs import brief
from support_strategy.forty import FORTY, INDUSTRY

_NEW: Final[dict[str, tuple[str, ...]]] = {
    "fitness": (
        "CrossFit box", "Yoga studio", "Gym", "Personal trainer", "Pilates studio for pregnant women",
        "Boxing gym and kickboxing school", "Bouldering hall", "Women-only fitness club", "Martial arts school",
    ),
    "beauty": (
        "Bridal salon", "Hair salon", "Barber shop", "Nail bar", "Tattoo studio", "Lash and brow studio",
        "Beauty salon with massage", "Mobile hairdresser", "Aesthetics clinic",
    ),
    "real_estate": (
        "Letting agency", "Estate agent", "Real estate agency", "Property management for landlords",
        "Real estate broker", "Realtor", "Independent estate agency in Bath", "Block management company",
    ),
    "recruitment": (
        "Headhunter for nurses", "Recruitment agency", "IT recruiter", "Executive search firm", "Temp agency",
        "Staffing for restaurants", "Nanny agency", "Recruitment consultancy for engineers",
    ),
    "agency": (
        "Branding studio", "Marketing agency for dentists", "Web design agency", "Graphic designer", "SEO agency",
        "PR agency for start-ups", "Video production company", "Social media agency", "Freelance copywriter",
    ),
    "it_services": (
        "Managed IT for law firms", "IT support for schools", "MSP", "Cyber security consultancy", "IT consulting",
        "Penetration testing", "Custom software development", "Cloud migration for insurers",
    ),
    "construction": (
        "Kitchen extensions and loft conversions", "Builder", "Timber frame home builder", "House renovation",
        "General contractor", "Construction company", "Garden rooms and home offices", "Kitchen remodeling",
        "Bathroom renovations",
    ),
    "automotive": (
        "Used car dealer", "Garage", "Car repair shop", "Body shop", "Tyre shop", "Mobile mechanic", "Car detailing",
        "Motorcycle workshop", "Classic car restoration",
    ),
    "food_producer": (
        "Small-batch hot sauce", "Cheese dairy", "Craft brewery", "Coffee roastery", "Gin distillery",
        "Family winery", "Organic farm", "Olive oil producer", "Artisan chocolate maker",
    ),
    "events": (
        "Wedding planner", "Wedding venue", "Conference organiser", "Event agency", "Wedding photographer",
        "Corporate events and team building", "Music festival", "Children's party venue", "Marquee hire",
    ),
}  # fmt: skip
_OLD: Final[dict[str, tuple[str, ...]]] = {
    "health": ("Dentist", "Physiotherapy practice", "Massage therapist for athletes"),
    "software": (
        "SaaS for gyms", "Recruitment software", "Property management software", "Event app", "CRM for garages",
        "Website builder",
    ),
    "local_trade": ("Plumber", "Roofing contractor", "Garage door repair", "Painter and decorator", "Locksmith"),
    "nonprofit": ("Children's charity", "Conservation charity", "Food bank charity"),
    "hospitality": ("Restaurant", "Artisan bakery", "Coffee shop", "Catering company"),
    "professional_services": (
        "Law firm", "Architecture office", "Tax adviser", "Management consulting", "Interior design studio",
        "Property law firm", "Accountants for builders", "Translation agency",
    ),
    "education": ("University course", "Driving school", "Cooking classes and language courses", "Coding bootcamp"),
    "manufacturing": (
        "Machine parts", "Precision parts manufacturer", "Boat builder", "Automotive components manufacturer",
    ),
    "online_shop": ("Online shop for car accessories", "Online shop for gym clothes", "E-commerce for coffee gear"),
    "finance": ("Bank", "Insurance adviser", "Mortgage broker", "Insurance agency", "Loans for house builders"),
}  # fmt: skip
_LINES: Final = [(line, industry) for table in (_NEW, _OLD) for industry, lines in table.items() for line in lines]


def _read(line: str) -> Reading:
    # A neutral name and audience, so that only the line of business speaks.
    changes = {"business_name": "Quist", "industry": line, "target_audience": "Whoever needs it"}
    return read(brief("seed", "brand_positioning", **changes))


@pytest.mark.parametrize(("line", "expected"), _LINES)
def test_a_line_of_business_is_read_as_its_archetype(line: str, expected: str) -> None:
    assert _read(line).industry.id == expected


def test_most_lines_are_read_without_doubt() -> None:
    unsure = [line for line, _ in _LINES if not _read(line).industry_verdict.sure]
    assert len(unsure) <= len(_LINES) // 10, unsure


@pytest.mark.parametrize("key", [key for key, industry in INDUSTRY.items() if industry in _NEW])
def test_a_whole_brief_is_read_as_its_archetype(key: str) -> None:
    found = read(Brief.model_validate({**FORTY[key], "framework": "funnel_design"}))
    assert (found.industry.id, found.industry_verdict.sure) == (INDUSTRY[key], True)


@pytest.mark.parametrize("industry", _NEW)
def test_what_buyers_do_otherwise_is_told_in_the_words_of_one_industry(industry: str) -> None:
    base = knowledge()
    own = base.industries[industry]
    others = [entry for entry in base.industries.values() if entry.id != industry]
    told = {text for rival in own.alternatives for text in (rival.why, rival.fails, rival.better)}
    told |= {*own.moments, own.trust_gap, own.trigger, own.category, *(item.fact for item in own.attributes)}
    elsewhere = {text for entry in others for rival in entry.alternatives for text in (rival.why, rival.fails)}
    elsewhere |= {text for entry in others for text in (*entry.moments, entry.trust_gap, entry.trigger, entry.category)}
    assert not told & elsewhere


@pytest.mark.parametrize(
    ("key", "stage", "target"),
    [
        ("gym-utrecht", 3, 200),
        ("salon-brighton", 3, 25),
        ("barber-lisbon", 2, 600),
        ("agents-malaga", 3, 30),
        ("nurses-recruiter", 3, 20),
        ("tech-headhunter", 3, 8),
        ("branding-tallinn", 3, 12),
        ("web-agency-perth", 3, 6),
        ("msp-hamburg", 3, 15),
        ("security-toronto", 2, 10),
        ("lofts-manchester", 3, 18),
        ("timber-vermont", 3, 9),
        ("sauce-bristol", 3, 120),
        ("dairy-jura", None, 40),
        ("weddings-tuscany", 3, 35),
        ("conference-riga", 3, 600),
    ],
)
def test_what_the_brief_counts_is_a_step_of_the_path(key: str, stage: int | None, target: float | None) -> None:
    found = read(Brief.model_validate({**FORTY[key], "framework": "funnel_design"})).outcome
    assert (found.stage, found.target) == (stage, target)
