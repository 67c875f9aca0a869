"""Where a stored audit came from, as answers tell it beside its result."""

from asyncpg import Record


def origin(row: Record) -> dict[str, object]:
    """Return the members that the database knows of an audit and its result does not."""
    return {
        "strategyId": row["strategy_id"],
        "jobId": row["job_id"],
        "createdBy": row["created_by"],
        "createdAt": row["created_at"],
    }
