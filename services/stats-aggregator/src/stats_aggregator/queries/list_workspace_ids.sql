SELECT app.workspace_ids() AS id
