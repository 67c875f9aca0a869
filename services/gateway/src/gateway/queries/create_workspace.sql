SELECT app.create_workspace($1, $2, $3) AS created_at
