"""`convex workspaces`: all of them, and what is done to one as a whole."""

import typer

from gateway.operator.commands import workspace_deletion, workspace_transfer

app = typer.Typer(help="Workspaces: which there are, moving one, and the end of one.", no_args_is_help=True)
app.command("ls")(workspace_deletion.list_all)
app.command("export")(workspace_transfer.export)
app.command("import")(workspace_transfer.import_)
app.command("delete")(workspace_deletion.delete)
app.command("restore")(workspace_deletion.restore)
app.command("deletions")(workspace_deletion.list_deletions)
