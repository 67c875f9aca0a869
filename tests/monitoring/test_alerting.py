"""Something breaks, the right alert reaches whom it should, and it is said when it is over.

The services, Prometheus and Alertmanager are the real ones, with the rules and the routes of an installation. Their
clock goes 60 times as fast; who is told listens on this machine.
"""

import asyncio
from urllib.parse import quote

import asyncpg
import httpx
import pytest

from shared.contracts.topology import COMMANDS
from support.monitors import SPEED
from support.watching import Watched

pytestmark = pytest.mark.e2e
_BREAK = "ALTER TABLE app.search_data RENAME TO search_data_away"
_MEND = "ALTER TABLE app.search_data_away RENAME TO search_data"


async def test_a_worker_that_stops_wakes_somebody_and_what_follows_from_it_does_not(watched: Watched) -> None:
    worker = watched.system.services["seo-worker"]
    await worker.kill()
    try:
        told = await watched.receivers.wait("ServiceDown", over=False, channels={"slack", "pagerduty", "email"})
        async with watched.tenant.client(watched.system.gateway.url) as client:
            audit = {"domain": watched.site.url, "primaryKeyword": "boiler service"}
            answer = await client.post("/api/convex/score-seo", json=audit)
            assert answer.status_code == 202
        # Its jobs wait, which is no news to somebody who was woken for the worker.
        await watched.monitors.wait('ALERTS{alertname="JobsWait",service="seo-worker",alertstate="firing"}')
        await asyncio.sleep(600 / SPEED)
        assert not watched.receivers.of("JobsWait")
        assert not watched.receivers.of("NoConsumer")
    finally:
        await worker.start()
    for message in told:
        assert message.title == "[PAGE] ServiceDown: seo-worker does not answer."
        assert "has answered no scrape for a minute." in message.text
        assert "What to do: docs/runbooks/ServiceDown.md" in message.text
    trigger = next(message for message in told if message.channel == "pagerduty")
    assert trigger.action == "trigger"
    await worker.wait_until_ready()
    await watched.receivers.wait("ServiceDown", over=True, channels={"slack", "email"})
    async with asyncio.timeout(30):
        while ("resolve", trigger.key) not in {(m.action, m.key) for m in watched.receivers.messages}:
            await asyncio.sleep(0.2)


async def test_a_route_that_breaks_burns_the_budget_and_wakes_somebody(watched: Watched) -> None:
    owner = await asyncpg.connect(watched.system.backends.owner_url)
    try:
        await owner.execute(_BREAK)
        async with watched.tenant.client(watched.system.gateway.url) as client:
            asking = asyncio.create_task(_ask(client))
            told = await watched.receivers.wait("ErrorBudgetBurn", over=False, channels={"slack", "pagerduty", "email"})
            await owner.execute(_MEND)
            asking.cancel()
    finally:
        await owner.close()
    assert told[0].title.startswith(
        "[PAGE] ErrorBudgetBurn: Objective availability: at this rate the budget of 30 days is used up in two days."
    )
    await watched.receivers.wait("ErrorBudgetBurn", over=True, channels={"slack", "email"}, within_s=120)


async def test_a_message_nobody_can_read_makes_a_ticket_until_it_is_taken_out(watched: Watched) -> None:
    vhost = quote(watched.system.backends.vhost)
    async with httpx.AsyncClient(base_url=watched.system.backends.management_url) as broker:
        poison = {"routing_key": "strategy.requested", "payload": "{", "payload_encoding": "string"}
        sent = await broker.post(
            f"/api/exchanges/{vhost}/{COMMANDS}/publish", json={**poison, "properties": {"delivery_mode": 2}}
        )
        assert sent.json() == {"routed": True}
        told = await watched.receivers.wait("DeadLetters", over=False, channels={"slack", "email"})
        assert told[0].title == "[TICKET] DeadLetters: Messages lie in strategy-worker.dead."
        assert "1 messages could not be handled and wait for somebody's decision." in told[0].text
        (await broker.delete(f"/api/queues/{vhost}/strategy-worker.dead/contents")).raise_for_status()
    await watched.receivers.wait("DeadLetters", over=True, channels={"slack", "email"})
    # Nobody is woken for it.
    assert not [message for message in watched.receivers.of("DeadLetters") if message.channel == "pagerduty"]


async def test_a_certificate_with_an_hour_left_wakes_somebody_and_makes_no_ticket_beside(watched: Watched) -> None:
    told = await watched.receivers.wait("CertificateExpires", over=False, channels={"slack", "pagerduty", "email"})
    title = f"[PAGE] CertificateExpires: The certificate of {watched.secure_url} expires soon."
    assert {message.title for message in told} == {title}


async def test_a_repository_without_a_backup_makes_a_ticket(watched: Watched) -> None:
    told = await watched.receivers.wait("BackupOld", over=False, channels={"slack", "email"})
    assert {message.title for message in told} == {"[TICKET] BackupOld: The last backup is too old."}
    assert "The newest in the repository ended at 1970-01-01 00:00:00 +0000 UTC" in told[0].text


async def test_the_heartbeat_reaches_who_expects_it_and_nobody_else_and_ends_with_prometheus(watched: Watched) -> None:
    beats = watched.receivers.heartbeats
    await _beats(beats, more=3)
    assert set(beats) == {"Watchdog"}
    assert not watched.receivers.of("Watchdog")
    with watched.monitors.halted("prometheus"):
        # Alertmanager believes what it was told for four minutes.
        await asyncio.sleep(6 * 60 / SPEED)
        before = len(beats)
        await asyncio.sleep(5 * 60 / SPEED)
        assert len(beats) == before
    await _beats(beats, more=2)


async def _beats(beats: list[str], *, more: int) -> None:
    wanted = len(beats) + more
    async with asyncio.timeout(30):
        while len(beats) < wanted:
            await asyncio.sleep(0.1)


async def _ask(client: httpx.AsyncClient) -> None:
    while True:
        await asyncio.gather(*(client.get("/api/convex/search-data") for _ in range(10)))
        await asyncio.sleep(0.05)
