"""Bodies of a competitor model."""

from documents import markup, section
from documents.markup import Markdown
from documents.model import CompetitorModel
from documents.rivalry import (
    Arena,
    Asymmetries,
    Battlecard,
    Battlecards,
    Canvas,
    CounterMoves,
    Factor,
    Level,
    Monitoring,
    Rivals,
)
from documents.section import Section

_LEVEL: dict[Level, str] = {"low": "low", "mid": "medium", "high": "high", "unknown": "unknown"}
_KIND = {"named": "named in the brief", "substitute": "substitute", "status_quo": "doing nothing"}
_CLAIM = {"user_given": "from the brief", "inference": "our inference", "unknown": "not known yet"}
_FACTOR_BASIS = {"assumption": "assumption", "target": "target", "to_measure": "to be measured"}


def sections(document: CompetitorModel) -> tuple[Section, ...]:
    """Lay out the contest, the players and the moves."""
    asymmetries = document.asymmetries
    return (
        section.of(document.arena, "arena", "The arena", _arena(document.arena)),
        section.of(document.rivals, "rivals", "The players", _rivals(document.rivals)),
        section.of(document.canvas, "canvas", "Strategy canvas", _canvas(document.canvas)),
        section.of(asymmetries, "asymmetries", "What is hard to copy", _asymmetries(asymmetries)),
        section.of(document.counter_moves, "counterMoves", "Answers to expect", _counters(document.counter_moves)),
        section.of(document.battlecards, "battlecards", "Battlecards", _cards(document.battlecards)),
        section.of(document.monitoring, "monitoring", "What to watch", _monitoring(document.monitoring)),
    )


def _arena(arena: Arena) -> Markdown:
    return markup.facts(
        ("The job", arena.job), ("The buyer", arena.buyer), ("Included", arena.included), ("Excluded", arena.excluded)
    )


def _rivals(rivals: Rivals) -> Markdown:
    headers = ("Player", "Kind", "What is really sold", "Who should choose it", "Basis")
    rows = ((r.name, _KIND[r.kind], r.sells, r.better_for, _CLAIM[r.claim_basis]) for r in rivals.items)
    evidence = ((r.name, r.evidence_to_collect, r.evidence_source, r.evidence_by) for r in rivals.items)
    return markup.join(
        markup.table(headers, rows),
        markup.titled(
            "Evidence to collect",
            markup.table(("Player", "What to find out", "Source", "By"), evidence),
            markup.prose(rivals.win_loss),
            markup.prose(rivals.timing),
            markup.prose(rivals.spending),
        ),
    )


def _canvas(canvas: Canvas) -> Markdown:
    players = tuple(dict.fromkeys(level.player for factor in canvas.factors for level in factor.levels))
    rows = ((f.name, *_levels(f, players)) for f in canvas.factors)
    moves = ((f.name, f.move, f.reason) for f in canvas.factors)
    return markup.join(
        markup.table(("What buyers weigh", *players), rows),
        markup.prose(canvas.reading),
        markup.titled("Our move on each", markup.table(("Factor", "Move", "Because"), moves)),
    )


def _levels(factor: Factor, players: tuple[str, ...]) -> tuple[str, ...]:
    found = {item.player: f"{_LEVEL[item.level]} ({_FACTOR_BASIS[item.basis]})" for item in factor.levels}
    return tuple(found.get(player, "") for player in players)


def _asymmetries(asymmetries: Asymmetries) -> Markdown:
    rows = ((a.advantage, a.why_hard_to_copy, a.condition) for a in asymmetries.items)
    return markup.table(("Advantage", "Why it is hard to copy", "Holds as long as"), rows)


def _counters(moves: CounterMoves) -> Markdown:
    rows = ((move.their_answer, move.our_reply, move.early_sign) for move in moves.items)
    return markup.table(("Their likely answer", "Our reply", "Early sign"), rows)


def _cards(cards: Battlecards) -> Markdown:
    return markup.join(*(_card(card) for card in cards.items))


def _card(card: Battlecard) -> Markdown:
    return markup.titled(
        f"Against {_inside(card.against)}",
        markup.facts(
            ("When to use it", card.when),
            ("Question to ask", card.question),
            ("Honest concession", card.concession),
            ("Proof to show", card.proof),
        ),
    )


def _monitoring(monitoring: Monitoring) -> Markdown:
    return markup.join(
        markup.titled("Signals", markup.bullets(monitoring.signals), markup.prose(monitoring.rhythm)),
        markup.titled("What may be said about others", markup.bullets(monitoring.rules)),
    )


def _inside(name: str) -> str:
    """Return a name for the inside of a title: an article at its head is no name and loses its capital."""
    article, space, rest = name.partition(" ")
    return f"{article.lower()}{space}{rest}" if article in {"A", "An", "The"} and rest[:1].islower() else name
