UPDATE app.jobs AS j
SET status = 'dispatched', dispatched_at = now(), dispatches = dispatches + 1
FROM unnest($1::uuid[], $2::uuid[]) AS sent (workspace_id, id)
WHERE j.workspace_id = sent.workspace_id AND j.id = sent.id AND j.status = 'queued'
