"""Whatever a text holds, scoring ends, quotes exactly and stays inside its bounds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.assess import assess
from support_documents import common, strong

_PIECES = st.sampled_from(
    (
        "95% of customers ", "“words that somebody said here”, says Bob. ", "Lexware ", "is a scam. ", "TBD ", "3,5 ",
        "Only 5 spots left ", "[your name] ", "12.", "İ", "ß", "\u0301", "😀", "\n\n", "the of ", "we guarantee that ",
        "… ", "—", "  ", "don’t ", "1e999 ",
    )
)  # fmt: skip
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
_TEXTS = st.lists(st.one_of(_PIECES, _WORDS), max_size=12)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(_TEXTS)
def test_any_text_is_scored_and_quoted_exactly(pieces: list[str]) -> None:
    document = strong.positioning(executiveSummary="".join(pieces))
    assessment = assess(document, common.brief())
    assert 0 <= assessment.score.overall <= 100
    for finding in assessment.findings:
        place = finding.evidence
        if place.path == "executiveSummary" and place.quote:
            assert document.executive_summary[place.start : place.end] == place.quote
