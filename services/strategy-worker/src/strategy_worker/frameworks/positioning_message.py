"""What a positioning says: the statement, the story told to a buyer and the message house."""

from typing import Final

from documents import positioning
from strategy_worker.case import Case
from strategy_worker.frameworks import factors, theme
from strategy_worker.frameworks.manner import suited
from strategy_worker.frameworks.naming import rival, terms
from strategy_worker.wording import clip, listed

_SLOT_WORDS: Final = 18
_BARE_WORDS: Final = 3


def statement(case: Case) -> positioning.Statement:
    """Return the parts of the positioning, which read as one sentence when they are put together."""
    voice, lead = case.voice, theme.themes(case)[0]
    named = case.reading.competitors
    fact = voice.say(case.industry.attributes[lead.rests].fact)
    return positioning.Statement(
        audience=_slot(voice.say("{buyers}")),
        need=_slot(voice.phrase(suited(case, "statement.need"))),
        offer=_slot(_category(case)),
        benefit=_slot(theme.phrase(case, "statement.benefit", lead)),
        alternative=_slot(voice.say("{alternative}")),
        difference=_slot(voice.phrase("statement.difference", fact=fact)),
        short=_slot(theme.line(case, "statement.short", lead)),
        # What a named firm does was not looked up, so the difference may not be claimed against it yet.
        caution=voice.line("statement.caution", rival=named[0]) if named else "",
    )


def _category(case: Case) -> str:
    """Return the category where "we are" stands before it; care or software is provided and nobody is it."""
    category = case.voice.say("{category}")
    article = category.partition(" ")[0]
    return category if article in {"a", "an", "the"} else case.voice.phrase("statement.offer")


def _slot(text: str) -> str:
    return clip(text, _SLOT_WORDS)


def sales_story(case: Case) -> positioning.SalesStory:
    """Return the order in which the case is told."""
    voice = case.voice
    first, second = case.industry.alternatives[:2]
    others = (
        voice.line("story.first", other=voice.say(first.name), why=voice.say(first.why)),
        voice.line("story.first_limit", fails=voice.say(first.fails)),
        voice.line("story.second", other=voice.say(second.name), better=voice.say(second.better)),
        voice.line("story.second_limit", fails=voice.say(second.fails)),
        *(voice.line("story.rival", rival=name) for name in case.reading.competitors[:1]),
    )
    insight = (
        voice.line("story.insight"),
        voice.sentence("{trust_gap}"),
        voice.line("story.choice", choice=case.main.kind.choice),
    )
    return positioning.SalesStory(
        insight=" ".join(insight),
        alternatives=" ".join(others),
        perfect_world=voice.line("story.world", things=terms(case, factors.leading(case, 3))),
        proof=voice.line("story.proof", evidence=voice.say(theme.themes(case)[0].proof)),
        next_step=voice.line("story.next"),
    )


def message_house(case: Case) -> positioning.MessageHouse:
    """Return the promise, what carries it, and what the text may not say."""
    voice, found = case.voice, theme.themes(case)
    return positioning.MessageHouse(
        promise=theme.line(case, "house.promise", found[0]),
        pillars=tuple(
            f"{voice.sentence(part.theme)} {voice.line('house.pillar', turn=turn, evidence=voice.say(part.proof))}"
            for turn, part in enumerate(found)
        ),
        forbidden=_forbidden(case),
        tests=_tests(case),
    )


def _forbidden(case: Case) -> tuple[str, ...]:
    voice = case.voice
    # Every competitor calls itself so.
    bare = listed(f"“{voice.phrase('house.bare_word', turn=turn)}”" for turn in range(_BARE_WORDS))
    return (
        voice.line("house.words", words=bare),
        voice.line("house.rival", rival=rival(case)),
        voice.line("house.history"),
        voice.line("house.superlative"),
    )


def _tests(case: Case) -> tuple[str, ...]:
    voice = case.voice
    return (
        voice.line("house.test_seconds"),
        voice.line("house.test_so_what"),
        voice.line("house.test_swap", rival=rival(case)),
        voice.line("house.test_check"),
    )
