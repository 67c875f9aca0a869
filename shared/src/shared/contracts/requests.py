"""The three generation requests as the HTTP contract words them: gateway validates, workers read them back."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from shared.contracts.wire import Text, WireModel

Framework = Literal["brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture"]
TemplateType = Literal["landing_page", "seo_plan", "paid_ads", "offer_architecture"]
EngineChoice = Literal["auto", "anthropic", "offline"]

_HOST = re.compile(r"(?=.{1,253}$)(?:[^\s./@:\\?#%]{1,63}\.)*[^\s./@:\\?#%]{1,63}\.?")
_SITE = re.compile(r"(?i)(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<authority>[^/?#\\]*)(?P<rest>[/?#].*)?", re.DOTALL)
_MAX_HOURS_PER_WEEK = 168


def site(value: str) -> str:
    """Accept a host or an absolute http(s) URL without user info; what is behind it is the fetch guard's business.

    Raises:
        ValueError: saying what a host or URL should look like.
    """
    found = _SITE.fullmatch(value)
    if found is None or re.search(r"\s", value):
        raise ValueError("must be a host name or an http(s) URL, such as example.com or https://example.com/page")
    scheme, authority = found["scheme"], found["authority"]
    if scheme and scheme.lower() not in {"http", "https"}:
        raise ValueError("must use http or https")
    if "@" in authority:
        raise ValueError("must not contain a user name or password")
    host, _, port = authority.rpartition(":") if re.search(r":\d*$", authority) else (authority, "", "")
    if port and not 0 < int(port) <= 65535:
        raise ValueError("must have a port between 1 and 65535")
    is_ipv6 = re.fullmatch(r"\[[0-9A-Fa-f:.]+\]", host) is not None
    if not is_ipv6 and _HOST.fullmatch(host) is None:
        raise ValueError("must be a host name or an http(s) URL, such as example.com or https://example.com/page")
    return value


def _int_not_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false")  # noqa: TRY004 - pydantic turns ValueError into a field error
    return value


def _date_as_text(value: object) -> object:
    if isinstance(value, str | date):
        return value
    # A number would be taken for seconds since 1970.
    raise ValueError("must be a date, such as 2026-01-31")


Day = Annotated[date, BeforeValidator(_date_as_text)]
# ISO 3166: of a country, and of a part of it; which are known is the library's business.
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Region = Annotated[str, Field(pattern=r"^[A-Za-z0-9 -]{1,40}$")]
Site = Annotated[Text, Field(min_length=1, max_length=2048), AfterValidator(site)]
_Number = BeforeValidator(_int_not_bool)


class Quantity(WireModel):
    """A number the user gave, with its unit."""

    value: Annotated[float, Field(strict=True, ge=-1e15, le=1e15, allow_inf_nan=False), _Number]
    unit: Annotated[Text, Field(min_length=1, max_length=40)]


class Money(WireModel):
    """An amount with its ISO 4217 currency."""

    amount: Annotated[Decimal, Field(gt=0, le=Decimal(10) ** 12, max_digits=15, decimal_places=2), _Number]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class BriefFacts(WireModel):
    """What a marketer tells about the business; every optional fact may be absent."""

    business_name: Annotated[Text, Field(min_length=1, max_length=200)]
    industry: Annotated[Text, Field(min_length=1, max_length=200)]
    target_audience: Annotated[Text, Field(min_length=1, max_length=1000)]
    desired_outcome: Annotated[Text, Field(min_length=1, max_length=1000)]
    current_challenges: Annotated[
        tuple[Annotated[Text, Field(min_length=1, max_length=400)], ...], Field(max_length=12)
    ] = ()
    existing_competitors: Annotated[
        tuple[Annotated[Text, Field(min_length=1, max_length=120)], ...], Field(max_length=12)
    ] = ()
    domain: Site | None = None
    primary_keyword: Annotated[Text, Field(min_length=1, max_length=120)] | None = None
    baselines: Annotated[dict[Annotated[Text, Field(min_length=1, max_length=80)], Quantity], Field(max_length=30)] = (
        Field(default_factory=dict)
    )
    budget: Money | None = None
    horizon_weeks: Annotated[int, Field(strict=True, ge=1, le=260)] | None = None
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", max_length=8)] = "en"


class Brief(BriefFacts):
    """The facts with the kind of strategy that is wanted."""

    framework: Framework


class StrategyRequest(Brief):
    """`POST /generate-strategy`."""

    engine: EngineChoice = "auto"


class SEORequest(WireModel):
    """`POST /score-seo`."""

    domain: Site
    primary_keyword: Annotated[Text, Field(min_length=1, max_length=120)]
    competitors: Annotated[tuple[Site, ...], Field(max_length=5)] = ()
    max_pages: Annotated[int, Field(strict=True, ge=1, le=50)] = 1
    strategy_id: UUID | None = None


class TeamMember(WireModel):
    """Somebody who can take tasks."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]
    role: Annotated[Text, Field(min_length=1, max_length=120)] | None = None
    hours_per_week: Annotated[float, Field(gt=0, le=_MAX_HOURS_PER_WEEK, allow_inf_nan=False), _Number]
    skills: Annotated[tuple[Annotated[Text, Field(min_length=1, max_length=60)], ...], Field(max_length=20)] = ()
    time_off: Annotated[tuple[Day, ...], Field(max_length=366)] = ()
    country: Country | None = None
    region: Region | None = None


def _unlike(team: tuple[TeamMember, ...]) -> tuple[TeamMember, ...]:
    """Accept a team of people who can be told apart by their names.

    Raises:
        ValueError: naming who is there twice.
    """
    seen: set[str] = set()
    for member in team:
        if member.name.casefold() in seen:
            raise ValueError(f"must name everybody once; {member.name} is there twice")
        seen.add(member.name.casefold())
    return team


Team = Annotated[tuple[TeamMember, ...], Field(max_length=50), AfterValidator(_unlike)]


class RoadmapRequest(WireModel):
    """`POST /generate-roadmap`; the names and types of `variables` are checked against the template by the gateway.

    `country` and `region` say whose public holidays are kept free, for everybody of the team who has no other place.
    """

    template_type: TemplateType
    template_id: Annotated[Text, Field(min_length=1, max_length=60)] | None = None
    strategy_id: UUID | None = None
    audit_id: UUID | None = None
    variables: Annotated[
        dict[
            Annotated[Text, Field(min_length=1, max_length=80)], Annotated[Text, Field(max_length=2000)] | float | bool
        ],
        Field(max_length=40),
    ] = Field(default_factory=dict)
    start_date: Day | None = None
    hours_per_week: Annotated[float, Field(gt=0, le=_MAX_HOURS_PER_WEEK, allow_inf_nan=False), _Number] = 20
    team: Team = ()
    deadline: Day | None = None
    holidays: Annotated[tuple[Day, ...], Field(max_length=366)] = ()
    country: Country | None = None
    region: Region | None = None
    budget: Money | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        for name, value in (("startDate", self.start_date), ("deadline", self.deadline)):
            if value is not None and not 2000 <= value.year <= 2100:
                raise ValueError(f"{name} must lie between the years 2000 and 2100")
        if self.start_date and self.deadline and self.deadline < self.start_date:
            raise ValueError("deadline must not be before startDate")
        return self


class Replan(WireModel):
    """`POST /roadmaps/{id}/replan`: what is left is planned anew; what is left out stays as it was asked for at first.

    `as_of` is the day from which work can be planned; today when it is left out.
    """

    as_of: Day | None = None
    hours_per_week: Annotated[float, Field(gt=0, le=_MAX_HOURS_PER_WEEK, allow_inf_nan=False), _Number] | None = None
    team: Team | None = None
    deadline: Day | None = None
    holidays: Annotated[tuple[Day, ...], Field(max_length=366)] | None = None
    country: Country | None = None
    region: Region | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        for name, value in (("asOf", self.as_of), ("deadline", self.deadline)):
            if value is not None and not 2000 <= value.year <= 2100:
                raise ValueError(f"{name} must lie between the years 2000 and 2100")
        return self


class ReplanRequest(Replan):
    """A replan as its job keeps it, with the roadmap from the path."""

    roadmap_id: UUID
