"""Sentences that turn on themselves: opposites asserted together, a word played with in two forms, impossible figures.

One such sentence is style; a text full of them can't be carried out.
"""

import re
from collections.abc import Sequence

from scoring.prose.reading import Item
from scoring.prose.statement import Statement
from scoring.prose.wording import stemmed
from scoring.words import listed

_OPPOSITES = tuple(
    tuple(listed(side.replace(",", " ")) for side in pair.split(":"))
    for pair in listed(
        """
        cheapest:exclusive,luxury,premium open,opens,opened:close,closes,closed raise,raised,raises:lower,lowered,lowers
        rise,rises,risen:fall,falls,fallen,zero everyone,everybody:nobody,none,anyone,nothing,neither always:never
        fast:slow,slowly loud,louder:silence,silent,quiet
        hidden,hide,hides:found,shown,visible,searched add,added:remove,removed buy,bought:ignore,ignored,sell,sold
        success,succeed,succeeds,working:fail,fails,failed,failure positive:negative infinite,infinity:zero,finite
        presence,present:absence,absent forward,forwards:backward,backwards maximum:minimum certain:uncertain
        hire:fire increase,increases:reduce,reducing,decrease inside:outside
        everything:nothing grow,grows,growth:shrink,shrinks
        """
    )
)
_SHARE = re.compile(r"(\d{1,4})(?:\.\d+)?\s?(?:%|per cent|percent)")
_IMPOSSIBLE = re.compile(
    r"\b(?:30|31)(?:st|th)?(?: of)? february\b|\b31(?:st)?(?: of)? (?:april|june|september|november)\b|"
    r"\bminus infinity\b|\b1[1-9]\d ?(?:%|per cent) of (?:the |our |all )?\w+"
)
_WHOLE = 101
_SHORT = 5
_LONG = 7
# In longer sentences a word comes back in another form without anybody meaning it.
_AT_A_GLANCE = 20


def turns_on_itself(said: Statement) -> bool:
    """Tell a sentence that asserts opposites, plays with a word, or states what can't be."""
    if len(said.words) < _SHORT:
        return False
    return (
        _asserts_opposites(said)
        or (len(said.words) <= _AT_A_GLANCE and _plays(said))
        or _IMPOSSIBLE.search(said.lower) is not None
        or _exceeds_whole(said)
    )


def share(items: Sequence[Item]) -> float:
    """Return the share of such sentences beyond the first."""
    judged = [item.said for item in items if len(item.said.words) >= _SHORT]
    hits = sum(turns_on_itself(said) for said in judged)
    return max(0, hits - 1) / len(judged) if judged else 0.0


def _asserts_opposites(said: Statement) -> bool:
    tokens = set(said.words)
    return any(tokens & one and tokens & other for one, other in _OPPOSITES)


def _plays(said: Statement) -> bool:
    """Tell whether a word comes back in another form: the customer installs the installer."""
    forms: dict[str, set[str]] = {}
    for token in said.words:
        root = stemmed(token.removesuffix("s").removesuffix("er") if len(token) >= _LONG else token)
        if root:
            forms.setdefault(root, set()).add(token.removesuffix("'s"))
    return any(len(found) > 1 for found in forms.values())


def _exceeds_whole(said: Statement) -> bool:
    shares = [int(found) for found in _SHARE.findall(said.lower)]
    return len(shares) >= 3 and len(set(shares)) == 1 and sum(shares) > _WHOLE
