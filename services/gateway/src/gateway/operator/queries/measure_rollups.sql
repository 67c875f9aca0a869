-- The oldest end of a job in each workspace that came after its totals were last counted.
SELECT count(uncounted.since) AS workspaces, coalesce(max(extract(epoch FROM now() - uncounted.since)), 0)::float AS lag_s
FROM app.workspaces w
LEFT JOIN app.workspace_stats s ON s.workspace_id = w.id
CROSS JOIN LATERAL (
  SELECT min(finished_at) AS since
  FROM app.jobs
  WHERE workspace_id = w.id AND finished_at > coalesce(s.refreshed_at, '-infinity')) uncounted
