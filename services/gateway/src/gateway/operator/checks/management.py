"""What only the broker's management API tells: its room and memory. Without its address that stays unknown."""

from typing import Any, Final
from urllib.parse import quote, urlsplit

import httpx

from gateway.operator.checks.finding import Finding
from shared.contracts.topology import QUEUES

_ANSWER_S: Final = 5.0
_TIGHT: Final = 2
_ROOM: Final = "Make room on the broker's disk or give it more memory; while its alarm holds it takes no message."


async def check_management(url: str | None, amqp_url: str) -> list[Finding]:
    """Return what is to be said of the broker's nodes and of how its queues are bound."""
    if url is None:
        remedy = "Set RABBITMQ_MANAGEMENT_URL, with user and password, to know of its disk, memory and bindings."
        return [Finding("broker's room", "warn", "The broker's disk and memory are not known.", remedy)]
    vhost = urlsplit(amqp_url).path.removeprefix("/") or "/"
    try:
        async with httpx.AsyncClient(base_url=url, timeout=_ANSWER_S) as client:
            nodes = await _get(client, "/api/nodes")
            bindings = await _get(client, f"/api/bindings/{quote(vhost, safe='')}")
    except httpx.HTTPError as error:
        told = f"The management API can't be asked ({type(error).__name__})."
        remedy = "Look whether RABBITMQ_MANAGEMENT_URL names its host, port, user and password."
        return [Finding("broker's room", "warn", told, remedy)]
    return [*map(_node, nodes), _bindings(bindings)]


async def _get(client: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    return (await client.get(path)).raise_for_status().json()


def _node(node: dict[str, Any]) -> Finding:
    name = str(node.get("name"))
    free, limit = int(node.get("disk_free", 0)), int(node.get("disk_free_limit", 0))
    told = f"{name}: {free / 1e9:.1f} GB of disk free, memory {int(node.get('mem_used', 0)) / 1e6:,.0f} MB."
    if not node.get("running", False) or node.get("mem_alarm") or node.get("disk_free_alarm"):
        return Finding("broker's room", "fail", f"{told} An alarm holds, or it does not run.", _ROOM)
    if free < _TIGHT * limit:
        return Finding("broker's room", "warn", f"{told} Its alarm comes at {limit / 1e9:.1f} GB.", _ROOM)
    return Finding("broker's room", "ok", told)


def _bindings(found: list[dict[str, Any]]) -> Finding:
    bound = {(item.get("source"), item.get("destination"), item.get("routing_key")) for item in found}
    missing = [queue.name for queue in QUEUES if (queue.exchange, queue.name, queue.routing_key) not in bound]
    if missing:
        remedy = "Restart a service, which binds its queue; until then messages for it come back to the outbox."
        return Finding("bindings", "fail", f"Not bound to their exchange: {', '.join(missing)}.", remedy)
    return Finding("bindings", "ok", "Every work queue is bound to its exchange.")
