-- In the context of the workspace.
SELECT app.purge_rows($1, $2)
