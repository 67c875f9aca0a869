"""Where a stored roadmap came from, as the API tells it beside the roadmap."""

from collections.abc import Mapping

from asyncpg import Record


def origin(row: Record) -> Mapping[str, object]:
    """Return the members that stand behind those of the result."""
    return {
        "strategyId": row["strategy_id"],
        "auditId": row["audit_id"],
        "jobId": row["job_id"],
        "createdBy": row["created_by"],
        "createdAt": row["created_at"],
        "updatedAt": row["updated_at"],
    }
