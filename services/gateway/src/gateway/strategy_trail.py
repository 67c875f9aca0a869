"""What is told of a strategy that somebody changed: to the trails of the workspace, and to the services."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import JsonValue

from gateway.auth.caller import Access
from gateway.repository.activity import insert_activity
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.strategy_changes import Head, Touched
from shared.contracts.messages import StrategyChanged, StrategyDeleted, StrategyUndeleted, StrategyUpdated
from shared.db.pool import Connection
from shared.ids import new_id
from shared.outbox.write import insert_event

Action = Literal["strategy.changed", "strategy.restored", "strategy.deleted", "strategy.undeleted"]
_SUBJECT: Final = "strategy"


@dataclass(frozen=True, slots=True)
class Told:
    """An action with what lists read before and after it; `details` stand beside what is there now."""

    action: Action
    before: Head | None = None
    after: Head | None = None
    details: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])


async def tell(connection: Connection, access: Access, touched: Touched, told: Told) -> None:
    """Write an action down, and let the day be counted again on which the strategy was made."""
    old, new = _values(told)
    subject = (_SUBJECT, touched.strategy_id)
    await insert_audit_entry(connection, access, Change(told.action, *subject, old, new))
    data: dict[str, JsonValue] = {"title": touched.title, "old": old, "new": new}
    await insert_activity(connection, access, told.action, subject, data)
    await insert_event(connection, _event(access.workspace_id, touched, told))


def _values(told: Told) -> tuple[dict[str, JsonValue], dict[str, JsonValue]]:
    """Return what differs, before and after."""
    old, new = asdict(told.before) if told.before else {}, asdict(told.after) if told.after else {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    before = {name: old[name] for name in names if name in old}
    return before, {**{name: new[name] for name in names if name in new}, **told.details}


def _event(workspace_id: UUID, touched: Touched, told: Told) -> StrategyChanged:
    fields: dict[str, Any] = {
        "event_id": new_id(),
        "workspace_id": workspace_id,
        "strategy_id": touched.strategy_id,
        "days": (touched.made_at.date(),),
        "occurred_at": touched.changed_at,
    }
    match told.action:
        case "strategy.deleted":
            return StrategyDeleted(**fields)
        case "strategy.undeleted":
            return StrategyUndeleted(**fields)
        case "strategy.changed" | "strategy.restored":
            assert told.after is not None
            return StrategyUpdated(version=told.after.version, **fields)
