-- The kinds of jobs that wait, with the time of the oldest, and when one of the kind was last taken up.
SELECT waiting.kind, waiting.oldest_at,
       (SELECT max(j.started_at)
        FROM app.jobs j
        WHERE j.workspace_id = $1 AND j.kind = waiting.kind AND j.created_at > now() - interval '1 day') AS last_started_at,
       now() AS now
FROM (SELECT kind, min(created_at) AS oldest_at
      FROM app.jobs
      WHERE workspace_id = $1 AND (status = 'queued' OR status IN ('dispatched', 'running')) AND status <> 'running'
      GROUP BY kind) waiting
ORDER BY waiting.kind
