"""Everything the block writers need to know about one brief."""

from dataclasses import dataclass, replace

from shared.contracts.requests import Brief
from strategy_worker import choosing
from strategy_worker.choosing import Chosen, Raised
from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.path import PathPlan, work_out
from strategy_worker.reading.brief import Reading, read
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.reading.text import quote
from strategy_worker.vocabulary import own_words
from strategy_worker.wording import Voice


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

    def reason(self, choice: Chosen | Raised) -> str:
        """A sentence that traces a choice to the brief."""
        challenge, axis = choice.challenge, choice.axis
        cause = self._cause(challenge, choice.covers) if challenge and challenge.numbers else ""
        if isinstance(choice, Raised) and axis and not cause:
            return self.voice.sentence(
                f"[no challenge of the brief points to it; it is expected because {axis.clause}"
                f"|it comes from the market and from no challenge of the brief: {axis.clause}]"
            )
        if challenge and not challenge.numbers:
            cause = "the brief names no challenge, so the weak step has to be found first"
        if axis and cause:
            return self.voice.sentence(f"{cause}, and {axis.clause}")
        if axis:
            return self.voice.sentence(
                f"[we assume of this kind of purchase that {axis.clause}|the assumption behind it: {axis.clause}]"
            )
        return self.voice.sentence(cause or "it needs little and shows early whether the reading of the brief is right")

    @staticmethod
    def _cause(challenge: ReadChallenge, covers: tuple[str, ...]) -> str:
        if not {challenge.kind.id, challenge.other.id if challenge.other else ""} & set(covers):
            return f"{challenge.label}, read as “{challenge.kind.name}”, makes doubts of this kind likely"
        if challenge.other and challenge.kind.id not in covers:
            return f"{challenge.label} may also mean “{challenge.other.name}”"
        if challenge.kind.id == "unread":
            return (
                f"[{challenge.label} is of no known kind, so its cause is tested first|the cause of "
                f"{challenge.label} is still open]"
            )
        read_as = f"“{challenge.kind.name}”"
        return (
            f"[{challenge.label} is read as {read_as}|{challenge.label} means here "
            f"{read_as}|{challenge.label} comes down to {read_as}]"
        )


def build(brief: Brief) -> Case:
    """Read a brief and choose for it."""
    plain = read(brief)
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
    fact = industry.attributes[int(choosing.jitter(reading, "fact") * len(industry.attributes))]
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
