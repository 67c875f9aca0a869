SELECT count(*)
FROM app.jobs j
JOIN app.job_events e ON e.workspace_id = $1 AND e.job_id = j.id AND e.seq < j.event_seq
WHERE j.workspace_id = $1 AND j.finished_at < now() - make_interval(days => $2)
