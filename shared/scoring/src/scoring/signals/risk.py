"""Risk removal: what the firm takes off the buyer, and what it will do when its own plan fails."""

from collections.abc import Iterator

from documents.model import OfferArchitecture
from scoring.lexicon import NUMBER_WORDS
from scoring.material import Material
from scoring.model import Evidence, Signal
from scoring.shapes import best, mean

_WANTED_RISKS = 3
_WANTED_LIMITS = 2
_STANDARD = (
    "not guaranteed", "no guarantee", "results may vary", "made by", "generated", "language model", "not legal advice",
    "without a language model", "review before", "consult a professional", "for information only", "may contain errors",
)  # fmt: skip


def signals(material: Material) -> Iterator[Signal]:
    """Yield the signals of risk removal."""
    yield _reversal(material)
    yield _exposure(material)
    yield _pre_mortem(material)
    yield _limitations(material)


def specific_limitations(material: Material) -> list[str]:
    """Return the paths of limitations that are about this brief, not the standard line."""
    paths = (f"limitations.items[{n}]" for n in range(len(material.document.limitations.items)))
    return [path for path in paths if _is_specific(material, path)]


def _is_specific(material: Material, path: str) -> bool:
    text = material.texts.get(path, "").casefold()
    own = material.own(path)
    tied = own & material.terms.anchors or any(s.is_anchored for s in material.by_path.get(path, ()))
    # Saying what the brief left out is about this brief, whatever else the sentence says.
    return bool(tied or "brief" in own) and not any(line in text for line in _STANDARD)


def _reversal(material: Material) -> Signal:
    values = [
        mean(material.worth(f"riskRemoval.buyer[{n}].{part}") for part in ("promise", "condition", "cap"))
        for n in range(len(material.document.risk_removal.buyer))
    ]
    return Signal(
        "risk.reversal",
        0.35,
        max(values, default=0.0),
        material.weakest(
            f"riskRemoval.buyer[{n}].{part}"
            for n in range(len(material.document.risk_removal.buyer))
            for part in ("promise", "condition", "cap")
        )
        or Evidence("riskRemoval"),
        "A promise that moves risk to the firm needs a condition and a cap.",
        "Say what is promised, under which condition, and up to which amount or how often.",
    )


def _exposure(material: Material) -> Signal:
    document = material.document
    values = [_costs(material, f"riskRemoval.buyer[{n}].costToUs") for n in range(len(document.risk_removal.buyer))]
    if isinstance(document, OfferArchitecture):
        values.append(1.0 if document.guarantee.exposure.basis in {"computed", "given", "assumption"} else 0.0)
    return Signal(
        "risk.exposure",
        0.15,
        max(values, default=0.0),
        material.weakest(f"riskRemoval.buyer[{n}].costToUs" for n in range(len(document.risk_removal.buyer)))
        or Evidence("riskRemoval"),
        "What the promise can cost should be computed: how many, how often, times what.",
        "Multiply buyers, share that asks, and cost of one case.",
    )


def _costs(material: Material, path: str) -> float:
    has_number = any(
        token in NUMBER_WORDS or token[0].isdigit() for s in material.by_path.get(path, ()) for token in s.words
    )
    return material.worth(path) * (1.0 if has_number else 0.5)


def _pre_mortem(material: Material) -> Signal:
    values: dict[str, float] = {}
    for n in range(len(material.document.risk_removal.plan)):
        path = f"riskRemoval.plan[{n}]"
        parts = (
            material.worth(f"{path}.failure"),
            material.worth(f"{path}.earlySign"),
            material.worth(f"{path}.response"),
        )
        values[material.key(f"{path}.failure")] = mean(parts) if all(parts) else mean(parts) / 2
    return Signal(
        "risk.pre-mortem",
        0.25,
        best(values.values(), _WANTED_RISKS),
        material.weakest(
            f"riskRemoval.plan[{n}].{part}"
            for n in range(len(material.document.risk_removal.plan))
            for part in ("failure", "earlySign", "response")
        )
        or Evidence("riskRemoval"),
        f"{len(values)} different ways to fail are named; three are wanted, each with sign and response in this case.",
        "Name another way the plan fails, how it shows early, and what is done then.",
    )


def _limitations(material: Material) -> Signal:
    found = {material.key(path): material.worth(path) for path in specific_limitations(material)}
    return Signal(
        "risk.limitations",
        0.25,
        best(found.values(), _WANTED_LIMITS),
        material.weakest(f"limitations.items[{n}]" for n in range(len(material.document.limitations.items)))
        or Evidence("limitations"),
        f"Limitations that are about this brief rather than any document: {len(found)}; two are wanted.",
        "Say what was not looked up or asked in this case, and what would change the advice.",
    )
