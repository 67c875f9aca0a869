"""Entry point of `convex`."""

import typer

from gateway.operator.commands import (
    archive,
    dead_letters,
    doctor,
    jobs,
    maintenance,
    outbox,
    partitions,
    retention,
    rollups,
    workspaces,
)

app = typer.Typer(
    name="convex",
    no_args_is_help=True,
    # Tracebacks with local values would print passwords.
    pretty_exceptions_enable=False,
    help="""Looks after an installation, across its workspaces; a change is written to the audit log of its workspace.

Exit codes: 0 done; 1 done, and the answer is bad news; 2 misused, or a setting is missing; 3 the database or the
broker can't be reached; 4 there is no such thing; 5 refused, nothing was changed.""",
)
app.command("doctor")(doctor.doctor)
app.add_typer(jobs.app, name="jobs")
app.add_typer(dead_letters.app, name="dlq")
app.add_typer(outbox.app, name="outbox")
app.add_typer(rollups.app, name="rollups")
app.add_typer(workspaces.app, name="workspaces")
app.add_typer(maintenance.app, name="maintenance")
app.add_typer(partitions.app, name="partitions")
app.add_typer(archive.app, name="archive")
app.add_typer(retention.app, name="retention")


def main() -> None:
    """Run one command."""
    app()
