"""Tells of a page that has become worse since its last audit, in the transaction that stores the new one.

A redelivered job meets the fence of its attempt and stores nothing, so nothing is told twice.
"""

from datetime import UTC, datetime

from library.audits.regression import ANSWERS, Regression, Standing, regression, standing
from seo_worker.repository import Origin, Previous, insert_regression_activity, read_previous_audit
from seo_worker.result.wire import AuditResult
from shared.contracts.messages import SEORegressed
from shared.db.pool import Connection
from shared.ids import new_id
from shared.outbox.write import insert_event


async def tell_of_regression(connection: Connection, origin: Origin, result: AuditResult, stored_at: datetime) -> None:
    """Store an event and a line of the trail when the page is clearly worse than in the audit before."""
    previous = await read_previous_audit(connection, origin, result)
    if previous is None:
        return
    found = regression(previous.standing, standing_of(result))
    if found is None:
        return
    event = _event(origin, result, previous, found, stored_at)
    await insert_event(connection, event)
    told = event.model_dump(
        mode="json", by_alias=True, exclude={"schema_version", "event_id", "workspace_id", "days", "occurred_at"}
    )
    await insert_regression_activity(connection, origin, result.audit_id, told)


def standing_of(result: AuditResult) -> Standing:
    """Return what an audit came to."""
    answers = next((m for m in result.technical.metrics if m.id == ANSWERS), None)
    is_unreachable = answers is not None and answers.status == "critical"
    return standing(result.overall_score, [c.check_id for c in result.capped_by], is_unreachable=is_unreachable)


def _event(
    origin: Origin, result: AuditResult, previous: Previous, found: Regression, stored_at: datetime
) -> SEORegressed:
    return SEORegressed(
        event_id=new_id(),
        workspace_id=origin.workspace_id,
        days=(stored_at.astimezone(UTC).date(),),
        occurred_at=stored_at,
        job_id=origin.job_id,
        audit_id=result.audit_id,
        previous_audit_id=previous.audit_id,
        score_before=previous.standing.overall,
        score_after=result.overall_score,
        newly_shut=found.newly_shut,
        ruleset_changed=previous.ruleset_version != result.ruleset_version,
    )
