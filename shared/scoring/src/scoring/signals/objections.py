"""Objection handling: the buyer's doubts in the buyer's voice, answered by something other than assurance."""

from collections.abc import Iterator

from scoring.material import Material
from scoring.model import Evidence, Signal
from scoring.shapes import best

_WANTED = 3
_NEW_WORDS = 5


def signals(material: Material) -> Iterator[Signal]:
    """Yield the signals of objection handling."""
    paths = tuple(f"objections.items[{n}]" for n in range(len(material.document.objections.items)))
    yield _voiced(material, paths)
    yield _answers(material, paths)
    yield _share(material, paths, "objections.concessions", "concession", 0.15)
    yield _share(material, paths, "objections.proof", "proof", 0.15)


def _voiced(material: Material, paths: tuple[str, ...]) -> Signal:
    by_kind: dict[str, float] = {}
    for path, item in zip(paths, material.document.objections.items, strict=True):
        said = material.own(f"{path}.voice") | material.own(f"{path}.worry")
        linked = said | frozenset(_stems(material, f"{path}.because"))
        value = material.worth(f"{path}.voice") * (1.0 if linked & _reasons(material) else 0.5)
        by_kind[item.kind] = max(by_kind.get(item.kind, 0.0), value)
    return Signal(
        "objections.voiced",
        0.35,
        best(by_kind.values(), _WANTED),
        _weakest(material, paths, "voice"),
        f"{len(by_kind)} kinds of doubt are worded; each should follow from a challenge or a rival of the brief.",
        "Word the doubt as a buyer would say it, and say which challenge makes you expect it.",
    )


def _stems(material: Material, path: str) -> Iterator[str]:
    for sentence in material.by_path.get(path, ()):
        yield from sentence.own
        if sentence.is_copied:
            # Quoting the challenge is how an objection is linked to it.
            yield from _reasons(material)


def _reasons(material: Material) -> frozenset[str]:
    return material.terms.anchors


def _answers(material: Material, paths: tuple[str, ...]) -> Signal:
    values = {material.key(f"{path}.answer"): _answer(material, path) for path in paths}
    return Signal(
        "objections.answers",
        0.35,
        best(values.values(), _WANTED),
        _weakest(material, paths, "answer"),
        "An answer should name what is shown or done (an asset, a number, a step), not assure.",
        "Answer the quoted doubt with something the buyer can see, using words the doubt did not contain.",
    )


def _answer(material: Material, path: str) -> float:
    doubt = material.own(f"{path}.voice") | material.own(f"{path}.worry")
    added = material.own(f"{path}.answer") - doubt
    return material.worth(f"{path}.answer") * min(1.0, len(added) / _NEW_WORDS)


def _share(material: Material, paths: tuple[str, ...], rule: str, field: str, weight: float) -> Signal:
    values = {material.key(f"{path}.{field}"): material.worth(f"{path}.{field}") for path in paths}
    wording = {
        "concession": ("Honest answers say for whom the doubt is right.", "Say who is better off with something else."),
        "proof": ("Each answer should come with something to show.", "Name the record, demo or person that shows it."),
    }
    explanation, fix = wording[field]
    return Signal(rule, weight, best(values.values(), _WANTED), _weakest(material, paths, field), explanation, fix)


def _weakest(material: Material, paths: tuple[str, ...], field: str) -> Evidence:
    return material.weakest(f"{path}.{field}" for path in paths) or Evidence("objections")
