"""A strategy for the bookkeeping firm as a careful consultant would hand it over, in each framework."""

from documents.model import StrategyDocument
from shared.contracts.requests import Framework
from support_documents.closing import Json, quantity
from support_documents.common import build


def positioning(**changes: object) -> StrategyDocument:
    """Return the brand positioning; a keyword replaces a block by its name on the wire."""
    return build("brand_positioning", _positioning(), changes)


def document(framework: Framework) -> StrategyDocument:
    """Return the strategy in a framework."""
    return build(framework, _SECTIONS[framework]())


def _positioning() -> Json:
    return {
        "moment": {
            "situation": "A project has ended, the invoice is out, and the owner cannot say whether it paid.",
            "entryPoints": [
                "the quarter closes and the account is emptier than the order book",
                "a second project manager is hired",
                "a client asks for a fixed price",
            ],
        },
        "segment": {
            "description": "Design agencies that sell projects, not hours, and do the books in the owner's evening.",
            "traits": [
                "5 to 30 staff in the commercial register",
                "case studies on the website name a project scope",
                "a job advert for a project manager in the last year",
            ],
            "disqualifiers": ["freelancers without projects", "agencies whose tax adviser keeps the books"],
        },
        "alternatives": {
            "items": [
                {
                    "name": "Spreadsheets",
                    "whyChosen": "they cost nothing and bend to every project",
                    "whereItFails": "hours arrive weeks after the invoice",
                    "betterFor": "studios with fewer than three projects at a time",
                    "basis": "user_given",
                },
                {
                    "name": "Doing nothing",
                    "whyChosen": "the tax adviser reports once a year anyway",
                    "whereItFails": "a losing project is found after it ended",
                    "betterFor": "agencies with one large client",
                    "basis": "inference",
                },
            ]
        },
        "value": {
            "attributes": [
                {"fact": "The bank connection is read-only", "verifiedBy": "the consent page of the bank"},
                {"fact": "A bookkeeper is on the setup call", "verifiedBy": "the booking page names the person"},
            ],
            "themes": [
                {
                    "theme": "The margin of a running project, not of last year",
                    "restsOn": "The bank connection is read-only",
                    "whoCares": "the owner who quotes fixed prices",
                    "proofNeeded": "three margin sheets with the owners' release",
                    "proofStatus": "collecting",
                },
                {
                    "theme": "No evening lost to setup",
                    "restsOn": "A bookkeeper is on the setup call",
                    "whoCares": "the owner without back office",
                    "proofNeeded": "a log of call durations",
                    "proofStatus": "none",
                },
            ],
        },
        "marketFrame": {
            "category": "Project margin ledger",
            "reason": "It moves the comparison from invoice features to the money a project leaves.",
            "rejected": "Invoicing software, where Lexware sets the price.",
        },
        "statement": {
            "audience": "owners of project agencies with 5 to 30 staff",
            "need": "quote fixed prices without knowing the last margin",
            "offer": "a ledger that is set up together with a bookkeeper",
            "benefit": "shows the margin of each running project",
            "alternative": "spreadsheets that are filled after the invoice",
            "difference": "the bank is connected in the first call",
        },
        "salesStory": {
            "insight": "Agencies do not lose money on bad clients but on the third revision nobody billed.",
            "alternatives": "Spreadsheets see the revision when it is over; Lexware does not see it at all.",
            "perfectWorld": "The margin is on the table when the client asks for one more round.",
            "proof": "The margin sheet of a finished project, made in the setup call.",
        },
        "messageHouse": {
            "promise": "Know what a project leaves while you can still change it.",
            "pillars": ["Set up with you", "Margin before invoice", "Read-only, revocable"],
            "forbidden": ["revolutionary", "all-in-one"],
            "tests": ["Would Lexware sign this sentence? Then rewrite it."],
        },
    }


def _funnel() -> Json:
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


def _search() -> Json:
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


def _rivalry() -> Json:
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


def _offer() -> Json:
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


_SECTIONS = {
    "brand_positioning": _positioning,
    "funnel_design": _funnel,
    "seo_patterns": _search,
    "competitor_model": _rivalry,
    "offer_architecture": _offer,
}
