"""How sure each part of the document is, judged by what the brief gave and not by how well it reads."""

from collections.abc import Iterator

from documents.blocks import Confidence
from strategy_worker.case import Case
from strategy_worker.wording import listed, number, share

_FIRM = frozenset({"given", "computed"})


def build(case: Case) -> tuple[Confidence, ...]:
    """Judge the parts that differ from brief to brief."""
    return tuple(_judged(case))


def _judged(case: Case) -> Iterator[Confidence]:
    yield _reading(case)
    yield _path(case)
    voice = case.voice
    yield Confidence(section="Objections to expect", level="low", because=voice.line("confidence.objections"))
    yield _rivals(case)
    yield _plan(case)
    audit = case.reading.audit
    if audit:
        because = voice.line("confidence.site_high", share=share(audit.coverage))
        level = "high" if audit.coverage >= 0.7 else "medium"
        yield Confidence(section="What the audit of your page found", level=level, because=because)


def _reading(case: Case) -> Confidence:
    reading, voice = case.reading, case.voice
    open_ = [
        voice.phrase(key)
        for key, is_open in (
            ("confidence.industry", reading.industry.id == "unknown"),
            ("confidence.audience", reading.audience.id == "unknown"),
            ("confidence.no_challenge", not any(challenge.numbers for challenge in reading.challenges)),
        )
        if is_open
    ]
    if open_:
        because = voice.line("confidence.reading_low", what=listed(open_))
        return Confidence(section="Diagnosis", level="low", because=because)
    unsure = [
        voice.phrase(key)
        for key, is_sure in (
            ("confidence.industry", reading.industry_verdict.sure),
            ("confidence.audience", reading.audience_verdict.sure),
            ("confidence.challenges", all(challenge.sure for challenge in reading.challenges)),
        )
        if not is_sure
    ]
    if unsure:
        because = voice.line("confidence.reading_medium", what=listed(unsure))
        return Confidence(section="Diagnosis", level="medium", because=because)
    return Confidence(section="Diagnosis", level="high", because=voice.line("confidence.reading_high"))


def _path(case: Case) -> Confidence:
    rates = [stage for stage in case.path.stages if stage.rate_mid is not None]
    given = sum(stage.basis in _FIRM for stage in rates)
    title, voice, count = "The arithmetic behind the outcome", case.voice, number(len(rates))
    if given == len(rates):
        return Confidence(section=title, level="high", because=voice.line("confidence.path_high"))
    if given:
        because = voice.line("confidence.path_medium", given=number(given), all=count)
        return Confidence(section=title, level="medium", because=because)
    return Confidence(section=title, level="low", because=voice.line("confidence.path_low", all=count))


def _rivals(case: Case) -> Confidence:
    title, voice = "What is said about other players", case.voice
    if not case.reading.competitors:
        return Confidence(section=title, level="low", because=voice.line("confidence.rivals_low"))
    because = voice.line("confidence.rivals_medium", names=listed(case.reading.competitors[:3]))
    return Confidence(section=title, level="medium", because=because)


def _plan(case: Case) -> Confidence:
    known = case.reading.brief.budget is not None or case.reading.has_horizon
    key, level = ("confidence.plan_medium", "medium") if known else ("confidence.plan_low", "low")
    return Confidence(section="The first 90 days", level=level, because=case.voice.line(key))
