from documents.model import StrategyDocument
from scoring.assess import found_in
from scoring.material import read
from scoring.report import report
from shared.contracts.requests import Brief
from shared.ids import new_id
from strategy_worker.llm.model import Notice
from strategy_worker.planner import ENGINE, plan
from strategy_worker.result import Account, Made, make, public

_BRIEF = Brief(
    business_name="Test Corp",
    industry="SaaS",
    target_audience="Enterprise",
    desired_outcome="Market leadership",
    framework="brand_positioning",
)


def _made(account: Account | None = None) -> Made:
    document: StrategyDocument = plan(_BRIEF)
    material = read(document, _BRIEF)
    return make(new_id(), material, report(found_in(material)), account)


def test_a_strategy_without_an_account_is_the_offline_engines_and_cost_nothing() -> None:
    made = _made()
    told = public(made)
    assert told["engine"] == ENGINE
    assert told["usage"] == {"model": None, "inputTokens": 0, "outputTokens": 0, "costUsd": 0}
    assert told["notices"] == []
    assert (made.account.tokens, made.account.cost_nanousd) == (0, 0)


def test_engine_usage_and_notices_are_told_as_they_were_given() -> None:
    usage = {"model": "m", "inputTokens": 10, "outputTokens": 20, "costUsd": 0.002, "calls": 2}
    notice = Notice("written_offline", "Written offline", "The model could not be asked.")
    made = _made(Account("mixed", usage, (notice,), 30, 2_000_000))
    told = public(made)
    assert (told["engine"], told["usage"]) == ("mixed", usage)
    expected = {"code": "written_offline", "title": "Written offline", "detail": "The model could not be asked."}
    assert told["notices"] == [expected]
    # What is stored beside the document, so that reading the strategy later tells the same.
    assert made.summary["notices"] == [expected]
