"""Who can do the work, and how much of it on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from roadmap_worker.workdays import Workdays
from shared.contracts.requests import RoadmapRequest, TeamMember

MAX_HOURS_PER_WEEK: Final = 60.0
_WORKDAYS_A_WEEK: Final = 5
_MINUTES_AN_HOUR: Final = 60

# Beginnings of the words people use for what they can do.
SKILL_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "ads": ("ads", "advert", "ppc", "sem", "paid", "media", "performance", "campaign"),
    "analytics": ("analy", "data", "measure", "track", "tag", "statist", "bi"),
    "copywriting": ("copy", "writ", "content", "editor", "text", "journalis", "author"),
    "design": ("design", "ux", "ui", "visual", "graphic", "art", "brand", "video", "photo"),
    "development": ("develop", "engineer", "web", "code", "coding", "frontend", "front", "programm", "full", "tech"),
    "finance": ("financ", "account", "bookkeep", "controll", "pricing", "cfo"),
    "research": ("research", "interview", "insight", "customer", "ux", "user"),
    "sales": ("sale", "sell", "account", "business", "customer", "founder", "owner", "ceo"),
    "seo": ("seo", "search", "organic"),
    "strategy": ("strateg", "market", "product", "founder", "owner", "manage", "lead", "director", "ceo", "cmo"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with minutes for this plan on each working day; no skills means any task may be given to them."""

    name: str | None
    minutes_per_day: int
    skills: frozenset[str]
    days_off: frozenset[int]

    def can(self, skill: str) -> bool:
        """Whether a task of that skill may be given to this person."""
        return not self.skills or skill in self.skills

    def works_on(self, day: int, workdays: Workdays) -> bool:
        """Whether the day is one of this person's."""
        return workdays.includes(day) and day not in self.days_off

    @property
    def hours_per_week(self) -> float:
        """The hours planned with, which may be fewer than the hours asked for."""
        return self.minutes_per_day * _WORKDAYS_A_WEEK / _MINUTES_AN_HOUR


def people_of(request: RoadmapRequest, days_off: Sequence[frozenset[int]]) -> tuple[Person, ...]:
    """Return the team, each with the days off, or unnamed people for `hours_per_week`: as few as can work so many."""
    if request.team:
        return tuple(_member(member, off) for member, off in zip(request.team, days_off, strict=True))
    return unnamed(request.hours_per_week)


def unnamed(hours_per_week: float) -> tuple[Person, ...]:
    """Return as few people as can work so many hours, all able to do everything."""
    count = ceil(hours_per_week / MAX_HOURS_PER_WEEK)
    minutes = _minutes_per_day(hours_per_week / count)
    return tuple(Person(None, minutes, frozenset(), frozenset()) for _ in range(count))


def scaled(people: Iterable[Person], factor: float) -> tuple[Person, ...]:
    """Return the same people with more or fewer hours, nobody above the week's limit."""
    return tuple(
        Person(person.name, _minutes_per_day(person.hours_per_week * factor), person.skills, person.days_off)
        for person in people
    )


def skills_in(words: Iterable[str]) -> frozenset[str]:
    """Return the skills that free wording names; empty when it names none of ours."""
    found = {word for text in words for word in text.casefold().replace("/", " ").replace("-", " ").split()}
    return frozenset(skill for skill, starts in SKILL_WORDS.items() if any(word.startswith(starts) for word in found))


def _member(member: TeamMember, days_off: frozenset[int]) -> Person:
    return Person(
        name=member.name,
        minutes_per_day=_minutes_per_day(member.hours_per_week),
        skills=skills_in((*member.skills, member.role or "")),
        days_off=days_off,
    )


def _minutes_per_day(hours_per_week: float) -> int:
    return int(min(hours_per_week, MAX_HOURS_PER_WEEK) * _MINUTES_AN_HOUR / _WORKDAYS_A_WEEK + 1e-9)
