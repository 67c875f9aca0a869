"""Proof: what is shown, what is only assumed, and who will find out."""

from collections.abc import Iterator

from documents.model import BrandPositioning
from scoring import slots
from scoring.material import Material
from scoring.model import Evidence, Signal
from scoring.provenance import unexplained
from scoring.shapes import mean, ramp, saturate

CAP_WITHOUT_EVIDENCE = 0.60
_STATUS = {"have": 1.0, "collecting": 0.85, "none": 0.5}


def signals(material: Material) -> Iterator[Signal]:
    """Yield the signals of proof."""
    yield _status(material)
    yield _collection(material)
    yield _basis(material)
    yield _tests(material)


def has_user_evidence(material: Material) -> bool:
    """Tell whether anything rests on more than this document: a given baseline or a proof in hand."""
    document = material.document
    in_hand = isinstance(document, BrandPositioning) and any(t.proof_status == "have" for t in document.value.themes)
    return in_hand or bool(material.brief.baselines)


def _status(material: Material) -> Signal:
    paths = slots.claims(material.document)
    values = {path: material.worth(path) * _proof_status(material, path) for path in paths}
    weakest = min(values, key=lambda path: (values[path], path), default="")
    return Signal(
        "proof.claims-with-proof",
        0.35,
        mean(values.values()) * ramp(len({material.key(path) for path in paths}), 0, 3),
        material.quote(weakest) if weakest else Evidence("value"),
        "Each claim should name the proof it needs, checkable by a stranger, and whether it is in hand.",
        "Say for the quoted claim which record, page or count would show it.",
    )


def _proof_status(material: Material, path: str) -> float:
    document = material.document
    if isinstance(document, BrandPositioning) and path.startswith("value.themes["):
        return _STATUS[document.value.themes[int(path.partition("[")[2].partition("]")[0])].proof_status]
    return 1.0


def _collection(material: Material) -> Signal:
    measurement = material.document.measurement
    kinds = {
        (metric.measured_by.casefold(), metric.name.casefold())
        for metric in (measurement.outcome, *measurement.indicators)
        if metric.measured_by and metric.measured_when
    }
    tests = {
        material.key(f"ledger.items[{n}].test")
        for n, item in enumerate(material.document.ledger.items)
        if item.test_cost and material.worth(f"ledger.items[{n}].test") > 0
    }
    count = len(kinds) + len(tests)
    return Signal(
        "proof.evidence-plan",
        0.25,
        saturate(count, 2.0),
        Evidence("measurement"),
        f"{count} kinds of evidence have somebody who collects them, and when or at what cost.",
        "Name who reads each metric and when, and what each test costs.",
    )


def _basis(material: Material) -> Signal:
    loose = unexplained(material)
    labelled = len(material.quantities) + len(material.document.path.stages)
    share = labelled / (labelled + len(loose)) if labelled else 0.0
    return Signal(
        "proof.basis-labels",
        0.25,
        ramp(share, 0.5, 1.0) * ramp(labelled, 0, 4),
        loose[0] if loose else Evidence("path"),
        f"{labelled} numbers say what they rest on; {len(loose)} in the text do not.",
        "Move the number into a quantity with its basis, or take it out.",
    )


def _tests(material: Material) -> Signal:
    items = material.document.ledger.items
    values = [
        (material.worth(f"ledger.items[{n}].statement") + material.worth(f"ledger.items[{n}].test")) / 2
        if item.test
        else 0.0
        for n, item in enumerate(items)
    ]
    distinct = len({material.key(f"ledger.items[{n}].statement") for n in range(len(items))})
    return Signal(
        "proof.assumption-tests",
        0.15,
        mean(values) * ramp(distinct, 0, 2),
        material.weakest(f"ledger.items[{n}].{part}" for n in range(len(items)) for part in ("statement", "test"))
        or Evidence("ledger"),
        "Each assumption should come with the test that would overturn it.",
        "Write the cheapest test for the first assumption and what would change if it fails.",
    )
