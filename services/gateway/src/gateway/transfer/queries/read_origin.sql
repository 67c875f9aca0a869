SELECT id, name, deleted_at, now() AS read_at,
       (SELECT max(version) FROM public.schema_migrations) AS schema_version
FROM app.workspaces
WHERE id = $1
