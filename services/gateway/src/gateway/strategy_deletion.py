"""Strategies put out of sight and brought back, for the API and for the pages; nothing of them is lost by it."""

from uuid import UUID

from gateway.auth.caller import Access
from gateway.deps import Services
from gateway.errors import not_found
from gateway.repository.strategies import StrategyRow, read_strategy
from gateway.repository.strategy_changes import Place, delete_strategy, undelete_strategy
from gateway.strategy_trail import Told, tell
from shared.db.pool import transaction


async def put_away(services: Services, access: Access, strategy_id: UUID) -> None:
    """Delete a strategy; it can be brought back.

    Raises:
        ProblemError: 404 for what is not there.
    """
    async with transaction(services.pool, access.context) as connection:
        touched = await delete_strategy(connection, Place(access.workspace_id, strategy_id))
        if touched is None:
            raise not_found("strategy")
        await tell(connection, access, touched, Told("strategy.deleted"))


async def bring_back(services: Services, access: Access, strategy_id: UUID) -> StrategyRow:
    """Undo a deletion and return the strategy; one that is not deleted is returned as it is.

    Raises:
        ProblemError: 404 for what was never there.
    """
    async with transaction(services.pool, access.context) as connection:
        touched = await undelete_strategy(connection, Place(access.workspace_id, strategy_id))
        if touched is not None:
            await tell(connection, access, touched, Told("strategy.undeleted"))
        row = await read_strategy(connection, access.workspace_id, strategy_id)
    if row is None:
        raise not_found("strategy")
    return row
