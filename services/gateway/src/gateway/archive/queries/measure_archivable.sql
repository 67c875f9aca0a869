-- What they take in the table, compressed as they are.
SELECT count(*) AS versions,
       coalesce(sum(pg_column_size(v.brief) + pg_column_size(v.document) + pg_column_size(v.markdown)
                    + pg_column_size(v.sections) + pg_column_size(v.summary)), 0)::bigint AS size_bytes
FROM app.strategy_versions v
JOIN app.strategies s ON s.workspace_id = $1 AND s.id = v.strategy_id
WHERE v.workspace_id = $1 AND v.archive_id IS NULL AND v.version < s.version
  AND v.created_at < now() - make_interval(days => $2)
