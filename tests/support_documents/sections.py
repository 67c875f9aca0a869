"""The sections of four frameworks for the bookkeeping firm, one entry a list."""

from support_documents.quantities import Json, quantity


def funnel() -> Json:
    """Return the sections of the funnel."""
    return {
        "stages": {
            "items": [
                {
                    "name": "Bank connected",
                    "entryBelief": "This will take my evening",
                    "exitBelief": "They did it with me in twenty minutes",
                    "ask": "Book the setup call",
                    "tension": "The login is with the co-owner",
                    "frictionRemover": "Invite the co-owner from the same form",
                    "message": "Bring the login, we bring the bookkeeper",
                    "asset": "booking page",
                    "channel": "trial screen",
                    "owner": "product lead",
                    "numerator": "trials with a connected account",
                    "denominator": "trials started",
                    "window": "7 days",
                    "baseline": quantity("Bank connected", "%", "to_measure"),
                    "target": quantity("Bank connected", "%", "target", value=50),
                    "leadingIndicator": "calls booked",
                    "decisionRule": "below 40 % by week 6 every trial starts with a call",
                    "event": "bank_connected",
                }
            ]
        },
        "leak": {
            "finding": "The bank screen.",
            "evidence": "unknown: measure first",
            "firstTest": "log the last screen",
        },
        "loops": {
            "items": [
                {
                    "name": "Adviser loop",
                    "mechanism": "a tax adviser sees clean books and names us",
                    "trigger": "the first quarterly export",
                    "metric": "trials that name an adviser",
                }
            ]
        },
        "killList": {"items": [{"what": "The monthly newsletter", "reason": "nobody on the team can name its reader"}]},
    }


def search() -> Json:
    """Return the sections of the page patterns."""
    return {
        "searchJobs": {
            "items": [
                {"situation": "before a quote", "question": "what margin is normal?", "context": "evening, laptop"}
            ]
        },
        "patterns": {
            "items": [
                {
                    "name": "Project margin by trade",
                    "modifier": "project margin",
                    "entity": "agency trade",
                    "intent": "informational",
                    "queries": ["project margin web design", "project margin branding"],
                    "anatomy": ["worked example", "sheet to copy"],
                    "uniqueMaterial": "released margin sheets",
                    "signedBy": "the bookkeeper",
                    "conversionBridge": "the sheet opens in the trial",
                    "schemaType": "Article",
                    "internalLinks": "to the setup call",
                    "firstBatch": 4,
                    "thinContentRisk": "trades without a sheet",
                    "mergeRule": "merge after 90 days without a click",
                    "fit": 4,
                    "winnability": 3,
                    "effort": 2,
                    "priority": 6,
                    "reason": "only we hold the sheets",
                }
            ]
        },
        "doNotTarget": {"items": [{"query": "invoice template", "reason": "they file, they do not steer"}]},
        "searchMeasurement": {"steps": ["impressions", "clicks", "trials"], "caution": "volumes are unverified"},
        "answerRisk": {"risk": "the definition is answered on the results page", "response": "offer the sheet instead"},
    }


def rivalry() -> Json:
    """Return the sections of the competitor model."""

    def level(player: str, value: str) -> Json:
        return {"player": player, "level": value, "basis": "assumption"}

    return {
        "arena": {"job": "know a project's margin", "buyer": "the owner", "included": "agencies", "excluded": "shops"},
        "rivals": {
            "items": [
                {
                    "name": "Lexware",
                    "kind": "named",
                    "sells": "a filed tax return",
                    "betterFor": "studios that only file taxes",
                    "claimBasis": "inference",
                    "evidenceToCollect": "the public price page",
                    "evidenceBy": "week 1",
                }
            ]
        },
        "canvas": {
            "factors": [
                {
                    "name": "Margin during the project",
                    "levels": [level("Hafen Books", "high"), level("Lexware", "unknown")],
                    "move": "create",
                    "reason": "nobody shows it before the invoice",
                },
                {
                    "name": "Price",
                    "levels": [level("Hafen Books", "mid")],
                    "move": "reduce",
                    "reason": "the fee is not the contest",
                },
            ]
        },
        "asymmetries": {
            "items": [
                {
                    "advantage": "bookkeepers on call",
                    "whyHardToCopy": "a self-service firm has none",
                    "condition": "eight calls a week",
                }
            ]
        },
        "counterMoves": {
            "items": [
                {"theirAnswer": "a margin report", "ourReply": "show it before the invoice", "earlySign": "a beta page"}
            ]
        },
        "battlecards": {
            "items": [
                {
                    "against": "Lexware",
                    "question": "When do you learn that a project lost money?",
                    "concession": "For filing taxes it is enough.",
                    "proof": "a margin sheet",
                }
            ]
        },
        "monitoring": {
            "signals": ["a price change on the public page"],
            "rules": ["no motives, only what a page says"],
        },
    }


def offer() -> Json:
    """Return the sections of the offer."""
    return {
        "corePromise": {
            "outcome": "the margin of one running project",
            "byWhen": "the end of the setup call",
            "measuredHow": "the sheet is on screen",
            "dependsOnBuyer": "the banking login",
        },
        "mechanism": {"explanation": "A person connects, the ledger computes.", "steps": ["connect", "pick a project"]},
        "stack": {
            "items": [
                {
                    "item": "Setup call",
                    "obstacle": "the login",
                    "costToDeliver": quantity("Setup call", "hours", "assumption", low=0.5, high=1),
                    "valueArgument": "an evening of the owner",
                }
            ],
            "exclusions": ["tax filing"],
        },
        "price": {
            "amount": quantity("Monthly fee", "EUR", "to_measure", note="ask ten buyers"),
            "basis": "willingness to pay, not yet asked",
            "anchor": "one unbilled revision",
            "payment": "monthly",
            "floor": "the cost of the call spread over six months",
        },
        "ladder": {"rungs": [{"name": "Trial", "contents": "one project", "upgradeTrigger": "the second project"}]},
        "guarantee": {
            "kind": "money back",
            "condition": "call attended, no margin seen",
            "cap": "one month",
            "exposure": quantity("Refunds per month", "EUR", "computed", value=261, note="9 agencies × 29 EUR"),
            "whoPays": "the firm",
        },
        "capacity": {
            "unitsPerMonth": quantity("Calls per month", "calls", "given", value=32),
            "hoursPerUnit": quantity("Hours per call", "hours", "assumption", value=0.75),
            "stopRule": "no adverts while the wait exceeds four days",
            "scarcity": "none",
        },
        "unitEconomics": {
            "quantities": [quantity("Fee", "EUR per month", "assumption", value=29)],
            "reading": "The call is paid back in the second month.",
        },
        "pilot": {"scope": "ten agencies", "success": "six see a margin", "then": "open it to all"},
    }
