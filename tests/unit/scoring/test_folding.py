import pytest

from scoring.compliance.folding import fold, folded


@pytest.mark.parametrize("text", ["ANNA Sagt", "İstanbul and ǅ", "ß ﬀ Σ", "😀 A", ""])
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text) == fold(fold(text))


def test_a_folded_pattern_finds_what_the_blind_one_found() -> None:
    pattern = folded(r"(?i)\b(?:The Best|GUARANTEED)\W+\S+")
    found = pattern.search(fold("This is THE BEST offer"))
    assert found is not None
    assert found.span() == (8, 22)
    # Letters behind a backslash mean something else in the other case.
    assert folded(r"\W\S\D").pattern == r"\W\S\D"


@pytest.mark.parametrize(
    ("pattern", "compiled"),
    [
        (r"\bone|\btwo|three", r"\b(?:one|two)|three"),
        (r"\b(?:a|b) c|(?<!x )\bd", r"\b(?:(?:a|b) c)|(?<!x )\bd"),
        (r"[|)(]|\bx\|y", r"\b(?:x\|y)|[|)(]"),
        (r"[^\]|]z|a", r"[^\]|]z|a"),
    ],
)
def test_boundaries_are_looked_at_once(pattern: str, compiled: str) -> None:
    assert folded(pattern).pattern == compiled
