"""The slots that every brief fills, with what stands in them; whoever writes for the knowledge base may use these."""

from typing import Final

from strategy_worker.knowledge.phrasing import SlotKind

GLOBAL: Final[dict[str, SlotKind]] = {
    "business": "name",
    "buyers": "plural",
    "audience": "plural",
    "customers": "plural",
    "customer": "noun",
    "people": "plural",
    "person": "noun",
    "offer": "noun",
    "owner": "noun",
    "maker": "noun",
    "seller": "noun",
    "trigger": "clause",
    "trust_gap": "clause",
    "data": "list",
    "moment": "clause",
    "fact": "noun",
    "check": "noun",
    "alternative": "noun",
    "channel": "noun",
    "first_rung": "noun",
    "main_rung": "noun",
    "next_rung": "noun",
    "deliverable": "noun",
    "category": "noun",
    "line": "quotation",
    "kind": "noun",
    "ticket": "noun",
    "decider": "noun",
    "risk": "noun",
    "habit": "noun",
    "proof": "noun",
}

# Nouns that stand without an article of their own, so that "the {owner}" and "a {person}" are right.
BARE_NOUNS: Final[frozenset[str]] = frozenset({"customer", "person", "offer", "owner", "maker", "seller", "ticket"})

# The fields whose texts fill the slots: what stands in them is never searched for slots again.
SOURCES: Final[frozenset[tuple[str, str]]] = frozenset({
    ("industries", "offer"), ("industries", "people"), ("industries", "person"), ("industries", "customers"),
    ("industries", "customer"), ("industries", "owner"), ("industries", "maker"), ("industries", "seller"),
    ("industries", "trigger"), ("industries", "trust_gap"), ("industries", "owned_data"), ("industries", "moments"),
    ("industries", "fact"), ("industries", "check"), ("industries", "name"), ("industries", "channels"),
    ("industries", "rungs"), ("industries", "item"), ("industries", "category"), ("industries", "ticket"),
    ("audiences", "decider"), ("audiences", "risk"), ("audiences", "habit"), ("audiences", "proof"),
    ("audiences", "plural"),
})  # fmt: skip
