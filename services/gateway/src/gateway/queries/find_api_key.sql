SELECT workspace_id, id, role FROM app.api_key_for_hash($1)
