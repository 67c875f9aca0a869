-- Always one row, also for a workspace in which nothing has happened yet.
SELECT coalesce(t.strategies, 0) AS strategies, coalesce(t.sum_score, 0) AS sum_score, t.histogram,
       t.by_framework::text AS by_framework, t.by_compliance::text AS by_compliance,
       coalesce(t.jobs_succeeded, 0) AS jobs_succeeded, coalesce(t.jobs_failed, 0) AS jobs_failed,
       coalesce(t.tokens, 0) AS tokens, coalesce(t.cost_nanousd, 0) AS cost_nanousd, t.refreshed_at,
       (SELECT count(*) FROM app.jobs WHERE workspace_id = $1 AND status = 'queued') + held.dispatched AS jobs_queued,
       held.running AS jobs_running
FROM (SELECT count(*) FILTER (WHERE status = 'dispatched') AS dispatched,
             count(*) FILTER (WHERE status = 'running') AS running
      FROM app.jobs
      WHERE workspace_id = $1 AND status IN ('dispatched', 'running')) held
LEFT JOIN app.workspace_stats t ON t.workspace_id = $1
