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
