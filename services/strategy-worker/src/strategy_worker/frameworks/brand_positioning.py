"""Brand positioning: for whom, instead of what, in which frame, and why believe it."""

from collections.abc import Iterator

from documents import positioning
from documents.model import BrandPositioning
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.knowledge.industry import Theme
from strategy_worker.wording import clip, listed, lowered, raise_first

_MOST_ALTERNATIVES = 5
_SLOT_WORDS = 18


def build(case: Case, common: CommonBlocks) -> BrandPositioning:
    """Write the sections of a brand positioning."""
    return BrandPositioning(
        **common,
        moment=_moment(case),
        segment=_segment(case),
        alternatives=positioning.Alternatives(items=tuple(_alternatives(case))[:_MOST_ALTERNATIVES]),
        value=_value(case),
        market_frame=_market_frame(case),
        statement=_statement(case),
        sales_story=_sales_story(case),
        message_house=_message_house(case),
    )


def _moment(case: Case) -> positioning.Moment:
    situation = case.voice.pick(
        "situation",
        "people begin to look when {trigger}",
        "the search starts the day {trigger}",
        "nobody looks until {trigger}",
    )
    return positioning.Moment(
        situation=case.voice.sentence(situation),
        entry_points=tuple(case.voice.sentence(moment) for moment in case.industry.moments),
    )


def _segment(case: Case) -> positioning.Segment:
    voice = case.voice
    description = voice.text(
        (
            "[the best fit for the next ninety days are {buyers} who are in one of the moments "
            "above|for ninety days the work is for {buyers}, at one of the moments above|look "
            "for {buyers} whom one of these moments has just reached]"
        ),
        (
            "[there {decider} decides, and the proof that counts is {proof}|this is the proof "
            "that counts: {proof}; the decision is with {decider}]"
        ),
    )
    return positioning.Segment(
        description=description,
        traits=tuple(voice.sentence(trait) for trait in case.audience.traits),
        disqualifiers=tuple(voice.sentence(sign) for sign in case.audience.disqualifiers),
    )


def _alternatives(case: Case) -> Iterator[positioning.Alternative]:
    voice = case.voice
    for rival in case.reading.competitors[:2]:
        yield positioning.Alternative(
            name=rival,
            why_chosen=voice.sentence(
                "named in your brief; why buyers choose {rival} has to be asked of five of them", rival=rival
            ),
            where_it_fails=voice.sentence(
                "not known; ask those who left {rival} for the moment they decided to", rival=rival
            ),
            better_for="Open until those talks are held.",
            basis="user_given",
        )
    for other in case.industry.alternatives:
        yield positioning.Alternative(
            name=raise_first(voice.say(other.name)),
            why_chosen=voice.sentence(other.why),
            where_it_fails=voice.sentence(other.fails),
            better_for=voice.sentence(other.better),
            basis="inference",
        )
    yield positioning.Alternative(
        name=raise_first(voice.say("doing nothing, that is {habit}")),
        why_chosen=voice.sentence("it avoids the risk of {risk} for another month"),
        where_it_fails=voice.sentence("it ends when {moment}"),
        better_for=voice.sentence("whoever loses nothing by waiting"),
        basis="inference",
    )


def _value(case: Case) -> positioning.Value:
    voice = case.voice
    attributes = tuple(
        positioning.Attribute(fact=voice.sentence(item.fact), verified_by=voice.sentence(item.check))
        for item in case.industry.attributes
    )
    collecting = any(case.metric(chosen).id == "proof_pieces" for chosen in case.moves)
    themes = tuple(
        positioning.ValueTheme(
            theme=voice.sentence(theme.theme),
            rests_on=voice.sentence(case.industry.attributes[theme.rests].fact),
            who_cares=voice.sentence(theme.cares),
            proof_needed=voice.sentence(theme.proof),
            proof_status="collecting" if collecting and index == 0 else "none",
        )
        for index, theme in enumerate(_themes(case))
    )
    return positioning.Value(attributes=attributes, themes=themes)


def _themes(case: Case) -> tuple[Theme, ...]:
    # The theme whose proof is the fact used in the rest of the document leads the house.
    return tuple(
        sorted(case.industry.themes, key=lambda t: case.industry.attributes[t.rests].fact != case.voice.slots["fact"])
    )


def _market_frame(case: Case) -> positioning.MarketFrame:
    voice = case.voice
    ids = {challenge.kind.id for challenge in case.reading.challenges}
    if ids & {"strong_competitor", "no_differentiation", "price_pressure"}:
        reason = (
            "[inside the wide category buyers use criteria that others have set; inside this one "
            "the first question is {first}|here the first question is {first}, while the wide "
            "category is ruled by criteria that others have set]"
        )
        rejected = (
            "[the wide category, in which {factor} is compared first and size wins; also a new "
            "category, which needs years of explaining|the wide category, because {factor} and "
            "size would decide there; a new name would need years of explaining]"
        )
    elif ids & {"low_awareness", "new_market", "few_leads", "poor_search"}:
        reason = (
            "the words are plain, so nothing has to be explained first, and {first} sets it apart; "
            "whether buyers search with these words is to be checked"
        )
        rejected = (
            "a name of your own for the category; nobody would look for it, and {factor} would "
            "have to be explained each time"
        )
    else:
        reason = "it starts from the moment when {moment}, and there {first} counts more than the length of a list"
        rejected = "a frame built on {factor}, because every provider can claim it on the same day"
    return positioning.MarketFrame(
        category=raise_first(voice.say("{category}")),
        reason=voice.sentence(reason, first=case.industry.factors[0]),
        rejected=voice.sentence(rejected, factor=case.industry.factors[3]),
    )


def _statement(case: Case) -> positioning.Statement:
    voice, theme = case.voice, _themes(case)[0]

    def slot(template: str, **extra: str) -> str:
        return clip(voice.say(template, **extra), _SLOT_WORDS)

    return positioning.Statement(
        audience=slot("{buyers}"),
        need=slot("have to act because {moment}"),
        offer=slot("{category}"),
        benefit=slot("stands for one thing: {theme}", theme=lowered(theme.theme)),
        alternative=slot(case.reading.competitors[0] if case.reading.competitors else "{alternative}"),
        difference=slot("it shows {fact}, and anybody may check", fact=case.industry.attributes[theme.rests].fact),
    )


def _sales_story(case: Case) -> positioning.SalesStory:
    voice, kind = case.voice, case.main.kind
    first, second = case.industry.alternatives[:2]
    theme = _themes(case)[0]
    return positioning.SalesStory(
        insight=voice.text(
            "{trust_gap}",
            "[that is why {choice} comes before any argument|so {choice} has to come first]",
            choice=f"the decision to {kind.choice}",
        ),
        alternatives=voice.text(
            "{first}: chosen because {why}, until this happens: {fails}",
            "{second}: right for {better_lead}; beyond that, {fails_too}",
            first=first.name,
            why=first.why,
            fails=first.fails,
            second=second.name,
            better_lead=second.better,
            fails_too=second.fails,
        ),
        perfect_world=voice.sentence(
            (
                "[a buyer would know three things beforehand: {things}|three things would be known "
                "before the start: {things}|before saying yes a buyer could see this: {things}]"
            ),
            things=listed(case.industry.factors[:3]),
        ),
        proof=voice.text("show {proof_piece}", "then propose {first_rung}", proof_piece=theme.proof),
    )


def _message_house(case: Case) -> positioning.MessageHouse:
    voice, themes = case.voice, _themes(case)
    rival = case.reading.competitors[0] if case.reading.competitors else "a rival"
    return positioning.MessageHouse(
        promise=voice.sentence("{theme}, for {buyers}", theme=themes[0].theme),
        pillars=tuple(
            voice.sentence("{theme}: shown by {proof_piece}", theme=t.theme, proof_piece=t.proof) for t in themes
        ),
        forbidden=(
            voice.sentence("[superlatives for which no test is named|a superlative nobody could test]"),
            voice.sentence(
                "[sentences about the firm's own history before the buyer's situation is named|the "
                "firm's history ahead of the buyer's situation|any opening that speaks of the firm "
                "first]"
            ),
            voice.sentence(
                "[anything {rival} could print unchanged|a line that would fit {rival} as well]", rival=rival
            ),
            voice.sentence("promises about {factor} that {check} could not bear out", factor=case.industry.factors[1]),
        ),
        tests=(
            voice.sentence(
                "[five seconds: a stranger repeats for whom it is and what changes, in seven cases "
                "of ten|after five seconds seven of ten strangers can say who it is for and what "
                "changes|shown for five seconds, it is repeated correctly by seven strangers of ten]"
            ),
            voice.sentence(
                "[so what: each pillar is followed until it reaches {risk}|ask “so what” of each "
                "pillar until the answer is about {risk}]"
            ),
            voice.sentence(
                (
                    "[swap: with the name of {rival} in place of {business} at least one sentence "
                    "becomes false|put {rival} where {business} stands: some sentence must turn false]"
                ),
                rival=rival,
            ),
        ),
    )
