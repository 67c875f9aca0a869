"""What a heading, a lead-in or a label says about the sentences after it: a hint, never worth anything by itself."""

import re
from functools import lru_cache

_HINTS = {
    "refusal": r"\bnot\b|won't|don't|refus|stop doing|stop:|kill|say no|leave out|out of scope|exclu|avoid|turn down"
    r"|give up|off the table|no-go|decline",
    "objection": r"objection|doubt|hesitat|concern|push-?back|they(?: will|'ll)? say|worr|fear|questions? (?:we|they)"
    r"|resist|hear from|asked us|buyers? (?:say|ask)|excuse|reply|answers?\b",
    "failure": r"\brisk|go(?:es)? wrong|fail|pre-?mortem|threat|danger|break|what could|kill (?:this|it)|sink",
    "reversal": r"guarantee|risk.?(?:reversal|removal|free)|promise|warrant|refund|if we (?:miss|fail)|safe"
    r"|take the risk|we carry|pilot|trial",
    "metric": r"metric|measur|kpi|\bnumbers?\b|scoreboard|count|track|definition|indicator",
    "rule": r"\brules?\b|decision|trigger|threshold|if\b|kill|\bstop|change (?:course|my mind|our mind)"
    r"|tripwire|check|review|looking|control",
    "plan": r"plan|week|day|month|30|next|timeline|first|steps?|action|who does|schedule|calendar|sequence"
    r"|moves?|owner",
    "assumption": r"assum|bet|hypothes|belie|guess|ledger|unknown|unproven",
    "limit": r"limit|not know|don't know|unknown|caveat|blind|missing|not (?:checked|covered|looked)|gaps?|open",
    "question": r"question|ask|to settle|to answer",
    "target": r"target|goal|outcome|aim|math|arithmetic|numbers|path|how (?:it|we) (?:adds|get)|sums?",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _HINTS.items()}
_MOST_READ = 160


@lru_cache(maxsize=4096)
def hints(label: str) -> frozenset[str]:
    """Return what a heading or lead-in announces."""
    lower = label[-_MOST_READ:].casefold()
    return frozenset(name for name, pattern in _PATTERNS.items() if lower and pattern.search(lower))
