"""Whoever reads finds what was written before, though a replica answers: 300 writes, each read at once."""

from collections import Counter

import pytest

from integration.dashboard.calls import HOME
from integration.gateway.serving import ROADMAP, SEO, STRATEGY
from integration.replica.scene import Scene

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]
_CHANGES = 100
_JOBS = 200
_BODIES = {"/generate-strategy": STRATEGY, "/score-seo": SEO, "/generate-roadmap": ROADMAP}


async def test_nothing_read_is_older_than_what_was_written(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    before = Counter(scene.answered())
    stale = 0
    for number in range(_CHANGES):
        title = f"Title {number}"
        await scene.rename(title)
        for gateway in (0, 1):
            stale += await scene.titles(gateway) != {title}
    reads = Counter(scene.answered()) - before
    with capsys.disabled():
        print(f"\n{_CHANGES} changes, each read at once in 6 ways: {stale} stale; answered by {dict(reads)}")
    assert stale == 0
    assert reads["replica"] > 0.8 * reads.total()


async def test_a_job_is_listed_as_soon_as_it_is_accepted(scene: Scene) -> None:
    for number in range(_JOBS):
        path, body = list(_BODIES.items())[number % 3]
        job_id = (await scene.apis[0].send("POST", path, body)).json()["jobId"]
        for gateway in (0, 1):
            (newest,) = (await scene.apis[gateway].get("/jobs", limit=1)).json()["items"]
            assert newest["jobId"] == job_id


async def test_who_lost_their_rights_is_refused_though_the_replica_does_not_know(scene: Scene) -> None:
    made = (await scene.apis[0].send("POST", "/api-keys", {"name": "Key", "role": "viewer"})).json()
    key = {"Authorization": f"Bearer {made['key']}"}
    assert (await scene.apis[1].get("/list", headers=key)).status_code == 200
    await scene.pair.ask_replica("SELECT pg_wal_replay_pause()")
    try:
        assert (await scene.apis[0].send("DELETE", f"/api-keys/{made['id']}")).status_code == 204
        assert (await scene.apis[1].get("/list", headers=key)).status_code == 401
        await scene.pair.ask_primary(
            f"DELETE FROM app.members WHERE user_id = '{scene.tenant.user_id}' RETURNING user_id"
        )
        assert (await scene.apis[1].get("/list")).status_code == 404
        assert (await scene.browsers[1].get(f"{HOME}/strategies")).status_code != 200
        query = f"SELECT count(*) FROM app.members WHERE user_id = '{scene.tenant.user_id}'"
        assert await scene.pair.ask_replica(query) == 1
    finally:
        await scene.pair.ask_replica("SELECT pg_wal_replay_resume()")


async def test_what_writes_stays_on_the_primary(scene: Scene) -> None:
    before = Counter(scene.answered())
    answer = await scene.apis[0].send("POST", "/score-strategy", {"strategyId": str(scene.strategy_id)})
    assert answer.status_code == 200, answer.text
    assert Counter(scene.answered()) == before
