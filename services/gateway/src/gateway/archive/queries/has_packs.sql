SELECT EXISTS (SELECT FROM app.archive_packs WHERE workspace_id = $1)
