SELECT app.workspaces_to_purge($1) AS id
