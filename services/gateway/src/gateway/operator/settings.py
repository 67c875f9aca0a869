"""What the operator's environment says; the names are those that the services read."""

import getpass
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, SecretStr

from gateway.archive.settings import StorageSettings

_MAX_NAME: Final = 80


class OperatorSettings(StorageSettings):
    """Settings of `convex`."""

    database_operator_url: SecretStr
    # The owner's, for the few commands that read or write what app_operator may not.
    database_migration_url: SecretStr | None = None
    database_replica_url: SecretStr | None = None
    amqp_url: SecretStr
    rabbitmq_management_url: SecretStr | None = None
    migrations_dir: Path = Path("deploy/migrations")
    convex_operator: str = ""
    convex_workspace_grace_hours: Annotated[int, Field(ge=0, le=8760)] = 72
    convex_traces_url: str | None = None

    @property
    def operator(self) -> str:
        """Who is at work, for the audit log."""
        return at_work(self.convex_operator)


def at_work(name: str) -> str:
    """Return who is at work, for the audit log: the name that is set, or that of the system's user."""
    try:
        found = name or getpass.getuser()
    except (KeyError, OSError):
        # A container may run as a user that has no name.
        found = "unknown"
    return found[:_MAX_NAME]
