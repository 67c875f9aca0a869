"""The offline engine's own texts are honest: the checks leave them alone."""

import pytest

from documents.fields import text_fields
from shared.contracts.requests import Brief, Framework
from strategy_worker.llm.briefing import briefing_of
from strategy_worker.llm.checks.grounds import grounds_of
from strategy_worker.llm.checks.texts import checked_text
from strategy_worker.llm.checks.whole import whole_document_faults
from strategy_worker.llm.parts import parts_of
from strategy_worker.planner import plan
from support_strategy.briefs import FRAMEWORKS
from support_strategy.forty import FORTY


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_texts_of_the_offline_engine_stay_as_they_are(framework: Framework) -> None:
    written = {part.section for part in parts_of(framework)}
    for name in list(FORTY)[:: len(FORTY) // 8]:
        brief = Brief.model_validate({**FORTY[name], "framework": framework})
        document = plan(brief)
        known = grounds_of(document, brief, briefing_of(brief, nonce="7f3a9c41d2"), "")
        prose = [field for field in text_fields(document) if field.block in written and field.role != "address"]

        fallen = [(field.path, faults) for field in prose if (faults := checked_text(field.text, field.role, known)[1])]

        assert fallen == []
        assert whole_document_faults(document, brief) == {}
