"""An industry's themes inside a sentence.

A theme is written as a headline and is either a thing ("A first result before the next meeting") or a statement ("The
price is on paper before the tools come out"); the words around it have to differ.
"""

from typing import Final

from strategy_worker.case import Case
from strategy_worker.frameworks.manner import suited
from strategy_worker.knowledge.industry import Theme
from strategy_worker.wording import lowered

_VERBS: Final = frozenset(
    """
    is are was were has have had can cannot will must may does do did gets takes gives stays remains becomes begins
    starts ends finishes lasts fits holds keeps comes goes arrives looks shows says knows answers decides signs pays
    costs works counts stands means needs matters happens belongs leads turns feels
    """.split()  # noqa: SIM905 - one line a verb would hide the list
)
# From such a word on, a verb belongs to a part of the sentence and no longer to the theme.
_PARTS: Final = frozenset(
    "who whom whose that which where when while before after until unless because if whether what how as than".split()  # noqa: SIM905
)
_PLACES: Final = frozenset("at by in on with without from within for under before after".split())  # noqa: SIM905
_SUBJECTS: Final = frozenset("it they you we nobody everybody".split())  # noqa: SIM905


def themes(case: Case) -> tuple[Theme, ...]:
    """Return the themes; the one whose proof is the fact used in the rest of the document comes first."""
    facts = case.industry.attributes
    return tuple(sorted(case.industry.themes, key=lambda theme: facts[theme.rests].fact != case.voice.slots["fact"]))


def is_statement(theme: str) -> bool:
    """Tell whether a theme says something by itself instead of naming a thing."""
    words = theme.lower().split()
    if words[0] in _SUBJECTS | _PLACES:
        return True
    for word in words:
        if word in _PARTS:
            return False
        if word in _VERBS:
            return True
    return False


def phrase(case: Case, key: str, theme: Theme) -> str:
    """Say something about a theme inside a sentence; `key` has one phrasing for things and one for statements."""
    return case.voice.phrase(_form(case, key, theme), theme=_inside(case, theme))


def line(case: Case, key: str, theme: Theme) -> str:
    """Say something about a theme as a sentence of its own."""
    return case.voice.line(_form(case, key, theme), theme=_inside(case, theme))


def as_noun(case: Case, theme: Theme) -> str:
    """Return the theme where a noun has to stand."""
    said = _inside(case, theme)
    return f"that {said}" if is_statement(theme.theme) else said


def _form(case: Case, key: str, theme: Theme) -> str:
    return suited(case, f"{key}.{'fact' if is_statement(theme.theme) else 'thing'}")


def _inside(case: Case, theme: Theme) -> str:
    said = lowered(case.voice.say(theme.theme))
    # "At the door by Friday" says where something is and leaves out what.
    return f"it is {said}" if said.partition(" ")[0] in _PLACES else said
