"""What the hand-written strategy ends with, from the path to the open questions."""

from support_documents.quantities import PAID, Json, quantity


def closing() -> Json:
    """Return the last blocks."""
    return {
        "path": _path(),
        "objections": _objections(),
        "riskRemoval": _risk(),
        "measurement": _measurement(),
        "plan": _plan(),
        "ledger": _ledger(),
        "limitations": {
            "items": [
                "No trial user was interviewed; why owners stop at the bank screen is our reading of three sentences.",
                "Lexware's current fee and import features were not looked up.",
            ]
        },
        "openQuestions": {
            "items": [
                {
                    "question": "How many trial users hold the banking login themselves?",
                    "changes": "Below half, the setup call moves to week one for everybody.",
                }
            ]
        },
    }


def _path() -> Json:
    def stage(
        name: str, volumes: tuple[float, float, float], rates: tuple[float, float, float] | None, basis: str
    ) -> Json:
        low, mid, high = rates or (None, None, None)
        return {
            "name": name,
            "volumeLow": volumes[0],
            "volumeMid": volumes[1],
            "volumeHigh": volumes[2],
            "rateLow": low,
            "rateMid": mid,
            "rateHigh": high,
            "basis": basis,
        }

    return {
        "outcome": quantity(PAID, "sign-ups", "target", value=90),
        "stages": [
            stage("Site visits", (8000, 8000, 8000), None, "given"),
            stage("Trial starts", (320, 360, 400), (0.04, 0.045, 0.05), "assumption"),
            stage("Bank connected", (128, 180, 240), (0.4, 0.5, 0.6), "assumption"),
            stage(PAID, (51.2, 90, 132), (0.4, 0.5, 0.55), "assumption"),
        ],
        "sensitivity": "The bank step moves the result most: it is the first thing to test.",
        "caution": "The visit count is yours; every rate after it is an assumption.",
        "benchmarks": [
            {
                "definition": "free trial to paid, no card up front",
                "low": 2,
                "high": 25,
                "unit": "%",
                "year": 2024,
                "source": "vendor surveys",
            }
        ],
    }


def _objections() -> Json:
    return {
        "items": [
            {
                "kind": "price",
                "voice": "Lexware does invoices for less than half of that.",
                "worry": "Paying twice for something the tax adviser already has.",
                "answer": "Open the last finished project in the call: one unbilled revision exceeds the fee.",
                "proof": "A margin sheet of three finished projects, made with the owner.",
                "saidBy": "Owner who compares fees",
                "concession": "A studio that only files taxes is better off with Lexware.",
                "because": "Buyers compare us with Lexware on price only.",
            },
            {
                "kind": "effort",
                "voice": "I cannot spend a weekend moving old invoices.",
                "worry": "A half-finished migration in the middle of a project.",
                "answer": "Our bookkeeper enters open projects only, from the exported list, in two working days.",
                "proof": "A protocol of the last five migrations with hours spent.",
                "saidBy": "Owner without back office",
                "concession": "Whoever needs ten years of history searchable should stay where they are.",
                "because": "Nobody has time to move old invoices.",
            },
            {
                "kind": "trust",
                "voice": "Why should a small vendor see our bank account?",
                "worry": "Losing control over the agency's money.",
                "answer": "The connection is read-only; the call shows the bank's consent page and how to revoke it.",
                "proof": "The licence entry of the connection provider in the public register.",
                "saidBy": "Co-owner responsible for finance",
                "concession": "Agencies whose bank offers no read-only access can upload statements instead.",
                "because": "Trial users leave at the bank connection.",
            },
        ]
    }


def _risk() -> Json:
    return {
        "buyer": [
            {
                "name": "Month back",
                "promise": "The first month's fee is returned.",
                "condition": "The owner attended the setup call and saw no project margin.",
                "cap": "One month, once per agency.",
                "costToUs": "Nine agencies times the monthly fee if every tenth one asks.",
            }
        ],
        "plan": [
            {
                "failure": "Owners book the setup call and do not come.",
                "earlySign": "Fewer than six of ten booked calls take place in week three.",
                "response": "Offer the call at the end of the sign-up form, for the same day.",
            },
            {
                "failure": "The bookkeeper cannot keep up with the calls.",
                "earlySign": "The next free slot lies more than four days ahead.",
                "response": "Pause the paid adverts until the wait is below two days.",
            },
        ],
    }


def _measurement() -> Json:
    return {
        "outcome": _metric(
            PAID,
            ("agencies with a first paid invoice", "month", "calendar month"),
            quantity(PAID, "sign-ups", "given", value=40),
            quantity(PAID, "sign-ups", "target", value=90),
            "paid_signup",
        ),
        "indicators": [
            _metric(
                "Bank connected within 7 days",
                ("trials with a connected account", "trials started", "7 days after the start"),
                quantity("Bank connected within 7 days", "%", "to_measure", note="from the sign-up log, by week 2"),
                quantity("Bank connected within 7 days", "%", "target", value=50),
                "bank_connected",
            )
        ],
        "rules": [
            {
                "metric": "Bank connected within 7 days",
                "threshold": "below 40 %",
                "byWeek": 6,
                "action": "make the setup call part of every trial",
            },
            {
                "metric": PAID,
                "threshold": "below 55",
                "byWeek": 14,
                "action": "stop the adverts and interview ten owners who left",
            },
        ],
    }


def _metric(name: str, counted: tuple[str, str, str], baseline: Json, target: Json, event: str) -> Json:
    return {
        "name": name,
        "numerator": counted[0],
        "denominator": counted[1],
        "window": counted[2],
        "baseline": baseline,
        "target": target,
        "leadingIndicator": "setup calls booked per week",
        "event": event,
        "measuredBy": "product lead",
        "measuredWhen": "every Monday",
    }


def _plan() -> Json:
    rows: tuple[tuple[str, int, str, str, str, list[str], str], ...] = (
        (
            "a1",
            30,
            "Log at which screen each trial ends",
            "product lead",
            "S",
            [],
            "a week of trials shows the last screen",
        ),
        ("a2", 30, "Offer the setup call on the bank screen", "bookkeeper", "M", ["a1"], "ten calls have taken place"),
        ("a3", 60, "Open the demo on a project that lost money", "designer", "S", [], "the demo link shows the margin"),
        (
            "a4",
            90,
            "Publish three margin sheets",
            "marketing lead",
            "M",
            ["a2"],
            "three owners have signed the release",
        ),
    )
    return {
        "actions": [
            {
                "id": row[0],
                "phase": row[1],
                "action": row[2],
                "owner": row[3],
                "effort": row[4],
                "dependsOn": row[5],
                "doneWhen": row[6],
                "because": "the bank step moves the result most",
            }
            for row in rows
        ],
        "capacity": "One bookkeeper, eight calls a week.",
    }


def _ledger() -> Json:
    return {
        "items": [
            {
                "id": "s1",
                "statement": "Half of the trials connect the bank when a person helps.",
                "basis": "assumption",
                "sensitivity": "At a quarter the plan ends near 45 paid sign-ups.",
                "test": "Ten setup calls in week two, counted by hand.",
                "testCost": "ten hours of the bookkeeper",
            },
            {
                "id": "s2",
                "statement": "Owners see a project margin as a reason to pay.",
                "basis": "to_measure",
                "sensitivity": "If not, the price comparison with Lexware returns.",
                "test": "Ask the last ten buyers what they looked at first.",
                "testCost": "two afternoons",
            },
        ]
    }
