SELECT workspace_id, id, role, app.is_key_use_unnoted(workspace_id, id) AS is_unnoted FROM app.api_key_for_hash($1)
