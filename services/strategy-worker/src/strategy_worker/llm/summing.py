"""An executive summary made of the document itself, for when the model wrote the choice but no summary of it.

The offline engine's own summary tells of the choice that it had planned, which is no longer the document's.
"""

from documents.model import StrategyDocument
from strategy_worker.wording import listed, lowered


def with_summary(document: StrategyDocument) -> StrategyDocument:
    """Return the document with a summary of its obstacle, its policy, its refusals and its caution."""
    refused = [lowered(refusal.what.rstrip(" .")) for refusal in document.choice.refusals]
    paragraphs = (
        document.diagnosis.summary,
        document.choice.policy,
        f"What we leave out: {listed(refused)}.",
        document.path.caution,
    )
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return document.model_copy(update={"executive_summary": text, "summary_source": "mixed"})
