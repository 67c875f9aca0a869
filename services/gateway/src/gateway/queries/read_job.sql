SELECT role, id, kind, status, stage, progress, attempt, created_at, started_at, finished_at,
       request, result, error, trace_headers, event_seq
FROM app.read_job($1, $2, $3, $4)
