DELETE FROM app.archive_packs WHERE workspace_id = $1 AND id = $2
