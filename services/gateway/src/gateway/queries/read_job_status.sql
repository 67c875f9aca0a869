SELECT status FROM app.jobs WHERE workspace_id = $1 AND id = $2
