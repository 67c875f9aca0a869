from datetime import date

import pytest

from roadmap_worker.people import people_of, skills_in, unnamed
from roadmap_worker.places import calendar_of
from support_roadmap.tasks import request


@pytest.mark.parametrize(
    ("words", "skills"),
    [
        (("Copywriter",), {"copywriting"}),
        (("UX/UI-Designer",), {"design", "research"}),
        (("SEO", "Google Ads"), {"seo", "ads"}),
        (("Head of juggling",), set[str]()),
        (("Founder",), {"sales", "strategy"}),
    ],
)
def test_skills_are_found_in_free_wording(words: tuple[str, ...], skills: set[str]) -> None:
    assert skills_in(words) == skills


@pytest.mark.parametrize(
    ("hours", "people"), [(0.5, [6]), (20, [240]), (60, [720]), (61, [366, 366]), (168, [672, 672, 672])]
)
def test_hours_without_a_team_are_as_few_people_as_can_work_them(hours: float, people: list[int]) -> None:
    assert [person.minutes_per_day for person in unnamed(hours)] == people


def test_a_member_keeps_days_off_and_is_planned_for_sixty_hours_at_most() -> None:
    member = {"name": "Ana", "hoursPerWeek": 168, "skills": ["Editor"], "timeOff": ["2026-12-01"]}
    wanted = request(team=[member])
    (ana,) = people_of(wanted, calendar_of(wanted, date(2026, 11, 30)).days_off)
    assert (ana.name, ana.minutes_per_day, ana.skills) == ("Ana", 720, {"copywriting"})
    assert ana.days_off == {date(2026, 12, 1).toordinal()}


def test_somebody_without_known_skills_can_be_given_anything() -> None:
    (ana,) = people_of(request(team=[{"name": "Ana", "hoursPerWeek": 10}]), [frozenset()])
    assert ana.can("finance")
