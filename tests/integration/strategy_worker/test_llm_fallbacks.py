"""What a reader is told when the offline engine stands in, and a summary that agrees with the choice of another."""

from typing import Any

import pytest

from shared.ids import new_id
from support.backends import Backends, fresh_backends
from support.messages_api import fake_messages_api
from support.messages_request import Request
from support.tenants import create_tenant
from support.writing import FIRST, edited, writing

pytestmark = pytest.mark.integration


async def test_a_summary_that_fell_back_tells_of_the_choice_that_the_model_made(backends: Backends) -> None:
    def no_summary(request: Request, answer: dict[str, Any]) -> None:
        if "executiveSummary" in answer:
            answer["executiveSummary"] = "The firm wins 73 percent of its quotes and saves 9,500 hours."

    async with fake_messages_api() as fake, writing(backends, await create_tenant(backends), fake) as desk:
        fake.write = edited(no_summary)
        found = await desk.write()

    document = found.result["document"]
    assert found.engine == "mixed"
    assert found.sources["executiveSummary"] == "mixed"
    assert document["choice"]["policy"] in document["executiveSummary"]
    assert "9,500" not in found.texts
    for refusal in document["choice"]["refusals"]:
        assert refusal["what"].rstrip(".")[1:] in document["executiveSummary"]


async def test_nothing_is_asked_of_a_model_without_a_price() -> None:
    async with fresh_backends() as own, fake_messages_api() as fake:
        unpriced: dict[str, Any] = {
            "convex_llm_model": "claude-opus-4-8",
            "convex_llm_fallback_model": "claude-opus-4-7",
        }
        async with writing(own, await create_tenant(own), fake, **unpriced) as desk:
            found = await desk.write()

    assert found.engine.startswith("offline")
    assert "the price of the model is not known here" in found.result["notices"][0]["detail"]
    assert (found.calls, fake.messages) == ((), [])


async def test_a_model_that_is_left_alone_is_not_called_busy() -> None:
    async with (
        fresh_backends() as own,
        fake_messages_api() as fake,
        writing(own, await create_tenant(own), fake, convex_llm_fallback_model=FIRST) as desk,
    ):
        for _ in range(10):
            await desk.breakers.report(FIRST, new_id(), "overloaded")
        found = await desk.write()

    assert found.engine.startswith("offline")
    assert "left alone for now" in found.result["notices"][0]["detail"]
