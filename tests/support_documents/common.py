"""The brief of an invented bookkeeping firm, and what every hand-written answer to it opens with."""

from documents.model import StrategyDocument, parse
from shared.contracts.requests import Brief, Framework
from support_documents.closing import closing
from support_documents.quantities import PAID, Json


def brief(framework: Framework = "brand_positioning") -> Brief:
    """Return what the firm told."""
    return Brief.model_validate(
        {
            "businessName": "Hafen Books",
            "industry": "Bookkeeping software",
            "targetAudience": "Owners of design agencies with 5 to 30 staff who invoice by project",
            "desiredOutcome": "Raise paid sign-ups from 40 to 90 per month within 26 weeks",
            "framework": framework,
            "currentChallenges": [
                "Trial users leave at the bank connection",
                "Buyers compare us with Lexware on price only",
                "Nobody has time to move old invoices",
            ],
            "existingCompetitors": ["Lexware", "Spreadsheets"],
            "baselines": {
                "site visits per month": {"value": 8000, "unit": "visits"},
                "trial starts per month": {"value": 320, "unit": "trials"},
                "paid sign-ups per month": {"value": 40, "unit": "sign-ups"},
            },
            "budget": {"amount": 12000, "currency": "EUR"},
            "horizonWeeks": 26,
        }
    )


def build(framework: Framework, sections: Json, changes: Json | None = None) -> StrategyDocument:
    """Put the common blocks and the sections of a framework together; `changes` replaces whole blocks."""
    return parse({"framework": framework, **_opening(), **closing(), **sections, **(changes or {})})


def _opening() -> Json:
    return {
        "title": "Hafen Books: the ledger for project agencies",
        "executiveSummary": (
            "Agency owners stop the trial when the bank connection asks for a password they do not have. "
            "Hafen Books will connect the account together with the owner in a booked call, before anything else is "
            "shown, and will leave the price comparison to Lexware."
        ),
        "engineNote": "Made by the offline engine (knowledge base v1), without a language model.",
        "componentNames": ["Category Domination Model", "Message Compression"],
        "diagnosis": _diagnosis(),
        "choice": _choice(),
    }


def _diagnosis() -> Json:
    return {
        "summary": (
            "The product is not too dear; it is judged before it has shown a single project margin. Owners reach the "
            "bank step alone in the evening, stop there, and remember only the monthly fee."
        ),
        "tensions": [
            {
                "challenge": "Trial users leave at the bank connection",
                "reading": "The owner lacks the online banking login when the screen asks for it.",
                "whyItPersists": "The setup order follows the database, not the working day of an agency.",
                "cost": "Each owner who stops there has cost one visit and teaches the team nothing.",
                "forcedChoice": "Connect with a person on the line, or wait until a margin is visible.",
            },
            {
                "challenge": "Buyers compare us with Lexware on price only",
                "reading": "Without a project margin on screen the monthly fee is all there is to compare.",
                "whyItPersists": "The demo account shows invoices, which every rival shows as well.",
                "cost": "Sales calls end in a discount request instead of a start date.",
                "forcedChoice": "Win owners who steer by project margin and lose those who only file taxes.",
                "otherReading": "The fee may truly exceed what a five-person studio can carry.",
                "decidingQuestion": "Do studios below eight staff leave more often than those above?",
            },
        ],
    }


def _choice() -> Json:
    return {
        "policy": "Show one real project margin within the first call, and refuse buyers who only want tax filing.",
        "moves": [
            {
                "id": "setup-call",
                "name": "Booked setup call",
                "mechanism": "A bookkeeper connects the bank with the owner, so the login is found on the line.",
                "because": "Trial users leave at the bank connection, and a login problem needs a person.",
                "effort": "M",
                "weeksToSignal": 3,
                "metric": "Bank connected within 7 days",
                "failureMode": "Owners book the call but do not appear.",
            },
            {
                "id": "margin-demo",
                "name": "Margin first demo",
                "mechanism": "The demo opens on a project that lost money, so the fee is compared with that loss.",
                "because": "Buyers compare us with Lexware on price only while no margin is on screen.",
                "effort": "S",
                "weeksToSignal": 4,
                "metric": PAID,
                "failureMode": "The sample project looks unlike the agency's own work.",
            },
        ],
        "refusals": [
            {"what": "Matching Lexware's monthly fee", "reason": "A discount removes the money for the setup call."},
            {"what": "Tax filing for freelancers", "reason": "They have no project margin to look at."},
            {"what": "Automatic import of old invoices", "reason": "Twelve open projects are enough to show a margin."},
        ],
    }
