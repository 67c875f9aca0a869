-- In the context of the workspace.
SELECT app.purge_workspace()
