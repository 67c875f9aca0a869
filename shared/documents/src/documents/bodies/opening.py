"""What a reader sees first: summary, diagnosis and choice."""

from documents import markup, section, wording
from documents.blocks import Block, Choice, Diagnosis, Move, Tension
from documents.markup import Markdown
from documents.model import Document
from documents.section import Section, SectionSource


def sections(document: Document) -> tuple[Section, ...]:
    """Open the document."""
    return (
        Section("executiveSummary", "Executive summary", _summary(document), summary_source(document)),
        section.of(document.diagnosis, "diagnosis", "Diagnosis", _diagnosis(document.diagnosis)),
        section.of(document.choice, "choice", "The choice", _choice(document.choice)),
    )


def summary_source(document: Document) -> SectionSource:
    """Say who wrote the summary; without a word of its own it has the origin of the sections."""
    if document.summary_source is not None:
        return document.summary_source
    blocks = (getattr(document, name) for name in type(document).model_fields)
    found: set[SectionSource] = {block.source for block in blocks if isinstance(block, Block)}
    # What rules computed takes nothing from whoever wrote all the rest.
    writers = found - {"deterministic"} or found
    return writers.pop() if len(writers) == 1 else "mixed"


def _summary(document: Document) -> Markdown:
    return markup.join(
        markup.quote(document.engine_note),
        markup.prose(document.executive_summary),
        markup.facts(("Built from", ", ".join(document.component_names))),
    )


def _diagnosis(diagnosis: Diagnosis) -> Markdown:
    return markup.join(markup.prose(diagnosis.summary), *(_tension(tension) for tension in diagnosis.tensions))


def _tension(tension: Tension) -> Markdown:
    return markup.titled(
        tension.challenge,
        markup.facts(
            ("How we read it", tension.reading),
            ("Why it persists", tension.why_it_persists),
            ("What it costs", tension.cost),
            ("The choice it forces", tension.forced_choice),
            ("It could also mean", tension.other_reading),
            ("The question that decides", tension.deciding_question),
            ("If it is the other", tension.instead),
        ),
    )


def _choice(choice: Choice) -> Markdown:
    return markup.join(
        markup.prose(choice.policy),
        markup.titled("What we do", *(_move(move) for move in choice.moves)),
        markup.titled(
            "What we do not do",
            markup.table(("We leave out", "Because"), ((r.what, r.reason) for r in choice.refusals)),
        ),
    )


def _move(move: Move) -> Markdown:
    return markup.lead(
        move.name,
        markup.facts(
            ("How it works", move.mechanism),
            ("Why this one", move.because),
            ("Effort", f"{wording.effort(move.effort)}; first signal after {_weeks(move.weeks_to_signal)}"),
            ("Watched by", move.metric),
            ("How it fails", move.failure_mode),
        ),
    )


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"
