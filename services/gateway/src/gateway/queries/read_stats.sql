-- Always one row, also for a workspace in which nothing has happened yet; $2 UTC days with today as the last.
SELECT app.role_in_ws() AS role, (now() AT TIME ZONE 'UTC')::date AS today,
       coalesce(t.strategies, 0) AS strategies, coalesce(t.sum_score, 0) AS sum_score, t.histogram,
       t.by_framework::text AS by_framework, t.by_compliance::text AS by_compliance,
       coalesce(t.jobs_succeeded, 0) AS jobs_succeeded, coalesce(t.jobs_failed, 0) AS jobs_failed,
       coalesce(t.tokens, 0) AS tokens, coalesce(t.cost_nanousd, 0) AS cost_nanousd, t.refreshed_at,
       live.queued AS jobs_queued, live.running AS jobs_running,
       (SELECT json_agg(json_build_array(day, strategies, audits, roadmaps, sum_score, latency))
        FROM app.workspace_daily
        WHERE workspace_id = $1
          AND day BETWEEN (now() AT TIME ZONE 'UTC')::date - ($2::int - 1)
                  AND (now() AT TIME ZONE 'UTC')::date)::text AS days
FROM (SELECT count(*) FILTER (WHERE status <> 'running') AS queued, count(*) FILTER (WHERE status = 'running') AS running
      FROM app.jobs
      WHERE workspace_id = $1 AND (status = 'queued' OR status IN ('dispatched', 'running'))) live
LEFT JOIN app.workspace_stats t ON t.workspace_id = $1
