"""A strategy for the bookkeeping firm as a careful consultant would hand it over, in each framework."""

from documents.model import BrandPositioning, StrategyDocument
from shared.contracts.requests import Framework
from support_documents import sections
from support_documents.common import build
from support_documents.quantities import Json


def positioning(**changes: object) -> BrandPositioning:
    """Return the brand positioning; a keyword replaces a block by its name on the wire."""
    document = build("brand_positioning", _positioning(), changes)
    assert isinstance(document, BrandPositioning)
    return document


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


_SECTIONS = {
    "brand_positioning": _positioning,
    "funnel_design": sections.funnel,
    "seo_patterns": sections.search,
    "competitor_model": sections.rivalry,
    "offer_architecture": sections.offer,
}
