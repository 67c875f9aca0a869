"""Everything the block writers need to know about one brief."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from shared.contracts.requests import Brief
from strategy_worker import choosing
from strategy_worker.choosing import Chosen, Raised
from strategy_worker.fitting import jitter
from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.path import PathPlan, work_out
from strategy_worker.reading.brief import Reading, read
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.reading.text import quote
from strategy_worker.site import AuditedSite
from strategy_worker.vocabulary import own_words
from strategy_worker.wording import Voice, listed, ordinal, raise_first, stop

_SAME_WORDS: Final = 0.55


@dataclass(frozen=True, slots=True)
class Case:
    """A brief as read, with what was chosen for it and the voice that writes about it."""

    reading: Reading
    voice: Voice
    moves: tuple[Chosen, ...]
    objections: tuple[Raised, ...]
    reversals: tuple[schema.Reversal, ...]
    path: PathPlan

    @property
    def industry(self) -> Industry:
        """The industry archetype."""
        return self.reading.industry

    @property
    def audience(self) -> schema.Audience:
        """The audience archetype."""
        return self.reading.audience

    @property
    def main(self) -> ReadChallenge:
        """The challenge that the diagnosis starts from."""
        return self.reading.challenges[0]

    def metric(self, chosen: Chosen) -> schema.MetricDefinition:
        """The metric of a move."""
        return self.reading.base.metrics[chosen.tactic.metric]

    def named(self, challenge: ReadChallenge) -> str:
        """Name a challenge by its place in the brief, as one says it."""
        if not challenge.numbers:
            return self.voice.phrase("challenge.none")
        if len(self.reading.brief.current_challenges) == 1:
            return self.voice.phrase("challenge.only")
        places = [ordinal(number) for number in challenge.numbers]
        if len(places) == 1:
            return self.voice.phrase("challenge.one", ordinal=places[0])
        return self.voice.phrase("challenge.several", ordinals=listed(places))

    def reason(self, choice: Chosen | Raised, earlier: Sequence[Chosen | Raised] = ()) -> str:
        """A sentence that traces a choice to the brief; what `earlier` choices of the list said is not repeated."""
        voice, turn = self.voice, len(earlier)
        told = choice.challenge is not None and choice.challenge in [other.challenge for other in earlier]
        if isinstance(choice, Raised):
            cause = self._doubt(choice, turn, told=told)
        else:
            cause = self._cause(choice, turn, told=told)
        if choice.axis is None or (cause and choice.axis in [other.axis for other in earlier]):
            return stop(raise_first(cause or voice.phrase("reason.fallback", turn=turn)))
        axis = voice.say(choice.axis.clause)
        if isinstance(choice, Raised):
            key, alone = "reason.doubt_both", "reason.market"
        else:
            key, alone = "reason.both", "reason.axis"
        return voice.line(key, turn=turn, cause=cause, axis=axis) if cause else voice.line(alone, turn=turn, axis=axis)

    def _doubt(self, raised: Raised, turn: int, *, told: bool) -> str:
        """Return the clause that leads from a challenge of the brief to a doubt, or nothing."""
        challenge, voice = raised.challenge, self.voice
        if challenge is None or not challenge.numbers:
            return ""
        if told:
            return voice.phrase("reason.doubt_again", turn=turn, quotation=challenge.quotation)
        if challenge.kind.id == "unread":
            return voice.phrase("reason.doubt_unread", turn=turn, quotation=challenge.quotation)
        if says(challenge):
            return voice.phrase("reason.doubt_said", turn=turn, quotation=challenge.quotation)
        return voice.phrase("reason.doubt", turn=turn, quotation=challenge.quotation, name=challenge.kind.name)

    def _cause(self, chosen: Chosen, turn: int, *, told: bool) -> str:
        """Return the clause that leads from a challenge of the brief to a move, or nothing."""
        challenge, voice = chosen.challenge, self.voice
        if challenge is None:
            return ""
        if not challenge.numbers:
            return voice.phrase("reason.unstated", turn=turn)
        named = self.named(challenge)
        if challenge.other and challenge.kind.id not in chosen.tactic.covers:
            return voice.phrase("reason.other", turn=turn, challenge=named, name=challenge.other.name)
        if told:
            return voice.phrase("reason.again", turn=turn, challenge=named)
        if challenge.kind.id == "unread":
            return voice.phrase("reason.unread", turn=turn, challenge=named)
        return voice.phrase("reason.cause", turn=turn, challenge=named, name=challenge.kind.name)


def says(challenge: ReadChallenge) -> bool:
    """Tell whether the brief words a challenge as its kind is named, so that to explain it would be to repeat it."""
    said, named = (set(re.findall(r"\w+", text.lower())) for text in (challenge.quotation, challenge.kind.name))
    return len(said & named) > _SAME_WORDS * len(named)


def build(brief: Brief, audit: AuditedSite | None = None) -> Case:
    """Read a brief and choose for it; `audit` is what a stored audit of its site measured."""
    plain = read(brief, audit)
    voice = _voice(plain)
    reading = replace(plain, challenges=tuple(_told(challenge, voice) for challenge in plain.challenges))
    return Case(
        reading=reading,
        voice=voice,
        moves=choosing.tactics(reading),
        objections=choosing.objections(reading),
        reversals=choosing.reversals(reading),
        path=work_out(reading, voice),
    )


def _told(challenge: ReadChallenge, voice: Voice) -> ReadChallenge:
    """Return the challenge with its texts in the words of this industry."""
    other = challenge.other
    return replace(challenge, kind=_filled(challenge.kind, voice), other=_filled(other, voice) if other else None)


def _filled(kind: schema.Challenge, voice: Voice) -> schema.Challenge:
    texts = {name: voice.say(value) for name, value in kind if name != "id" and isinstance(value, str)}
    return kind.model_copy(update=texts)


def _voice(reading: Reading) -> Voice:
    industry, audience = reading.industry, reading.audience
    seed = f"{reading.business}|{reading.brief.industry}|{reading.brief.target_audience}|{reading.brief.framework}"
    picker = Voice({}, seed)
    fact = industry.attributes[int(jitter(reading, "fact") * len(industry.attributes))]
    slots = {
        "business": reading.business,
        "buyers": reading.buyers,
        "audience": reading.buyers,
        "customers": industry.customers,
        "customer": industry.customer,
        "people": industry.people,
        "person": industry.person,
        "offer": industry.offer,
        "owner": industry.owner,
        "maker": industry.maker,
        "seller": industry.seller,
        "trigger": industry.trigger,
        "trust_gap": industry.trust_gap,
        "data": industry.owned_data,
        "moment": picker.pick("moment", *industry.moments[:2]),
        "fact": fact.fact,
        "check": fact.check,
        "alternative": industry.alternatives[0].name,
        "channel": industry.channels[0],
        "first_rung": industry.rungs[0],
        "main_rung": industry.rungs[1],
        "next_rung": industry.rungs[2],
        "deliverable": industry.deliverables[0].item,
        "category": industry.category,
        "line": quote(reading.brief.industry, 60),
        "kind": industry.name,
        "ticket": industry.ticket,
        "decider": audience.decider,
        "risk": audience.risk,
        "habit": audience.habit,
        "proof": audience.proof,
    }
    return Voice(
        slots,
        seed,
        american=reading.brief.locale == "en-US",
        words=own_words(industry),
        phrasing=reading.base.phrasing,
    )
