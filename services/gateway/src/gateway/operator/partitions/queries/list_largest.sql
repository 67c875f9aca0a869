-- The workspaces that have most, as their totals count it, and which of them have partitions of their own.
SELECT w.id AS workspace_id, w.name, s.strategies::bigint, (s.jobs_succeeded + s.jobs_failed + s.jobs_cancelled)::bigint AS jobs,
  (s.strategies / greatest(sum(s.strategies) OVER (), 1))::float AS share,
  to_regnamespace('app_of_' || replace(w.id::text, '-', '')) IS NOT NULL AS is_apart,
  to_regnamespace('app_moving_' || replace(w.id::text, '-', '')) IS NOT NULL
    OR to_regnamespace('app_draining_' || replace(w.id::text, '-', '')) IS NOT NULL AS is_moving
FROM app.workspace_stats s JOIN app.workspaces w ON w.id = s.workspace_id
ORDER BY is_moving DESC, s.strategies DESC, jobs DESC, w.id
LIMIT $1
