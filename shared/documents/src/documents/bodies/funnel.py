"""Bodies of a funnel design."""

from documents import markup, section, wording
from documents.funnel import KillList, Leak, Loops, Stage, Stages
from documents.markup import Markdown
from documents.model import FunnelDesign
from documents.section import Section


def sections(document: FunnelDesign) -> tuple[Section, ...]:
    """Lay out the funnel from first notice to recommendation."""
    return (
        section.of(document.stages, "stages", "The stages", _stages(document.stages)),
        section.of(document.leak, "leak", "The biggest leak", _leak(document.leak)),
        section.of(document.loops, "loops", "How one customer leads to the next", _loops(document.loops)),
        section.of(document.kill_list, "killList", "What to stop", _kills(document.kill_list)),
    )


def _stages(stages: Stages) -> Markdown:
    overview = ((s.name, s.ask, s.channel, s.asset, s.owner) for s in stages.items)
    return markup.join(
        markup.table(("Stage", "We ask for", "Channel", "Asset", "Owner"), overview),
        markup.facts(("What the time allows", stages.timing), ("What the money allows", stages.spending)),
        *(_stage(stage) for stage in stages.items),
    )


def _stage(stage: Stage) -> Markdown:
    counted = f"{stage.numerator} / {stage.denominator}" if stage.denominator else stage.numerator
    return markup.titled(
        stage.name,
        markup.facts(
            ("Belief on entering", stage.entry_belief),
            ("Belief on leaving", stage.exit_belief),
            ("Tension", stage.tension),
            ("What removes the friction", stage.friction_remover),
            ("Message", stage.message),
            ("Counted as", f"{counted}, {stage.window}" if stage.window else counted),
            ("Baseline", wording.quantity(stage.baseline)),
            ("Target", wording.quantity(stage.target)),
            ("Needed for the outcome", wording.quantity(stage.needed) if stage.needed else ""),
            ("Range from elsewhere", wording.benchmark(stage.benchmark) if stage.benchmark else "none we would trust"),
            ("Early indicator", stage.leading_indicator),
            ("Decision rule", stage.decision_rule),
            ("Event to record", stage.event),
        ),
    )


def _leak(leak: Leak) -> Markdown:
    return markup.join(
        markup.prose(leak.finding),
        markup.facts(
            ("Evidence", leak.evidence),
            ("What the repair would bring", wording.quantity(leak.gain) if leak.gain else ""),
            ("First test", leak.first_test),
        ),
    )


def _loops(loops: Loops) -> Markdown:
    rows = ((loop.name, loop.mechanism, loop.trigger, loop.metric) for loop in loops.items)
    return markup.table(("Loop", "How it turns", "What starts it", "Watched by"), rows)


def _kills(kills: KillList) -> Markdown:
    rows = ((kill.what, kill.reason, kill.frees) for kill in kills.items)
    return markup.table(("Stop", "Because", "What that frees"), rows)
