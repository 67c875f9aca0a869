-- A loose index scan finds the workspaces that have something waiting; each gets what is left of its share, the most
-- urgent first and then the oldest. Ranks interleave the workspaces, so that a long queue doesn't delay a short one.
WITH RECURSIVE waiting AS (
  (SELECT workspace_id, kind FROM app.jobs WHERE status = 'queued' ORDER BY workspace_id, kind LIMIT 1)
  UNION ALL
  SELECT following.workspace_id, following.kind
  FROM waiting w CROSS JOIN LATERAL (
    SELECT workspace_id, kind FROM app.jobs
    WHERE status = 'queued' AND (workspace_id, kind) > (w.workspace_id, w.kind)
    ORDER BY workspace_id, kind LIMIT 1) following),
picked AS (
  SELECT p.workspace_id, p.id, p.rank
  FROM waiting w CROSS JOIN LATERAL (
    SELECT j.workspace_id, j.id, row_number() OVER (ORDER BY j.priority DESC, j.id) AS rank
    FROM app.jobs j
    WHERE j.workspace_id = w.workspace_id AND j.kind = w.kind AND j.status = 'queued'
    ORDER BY j.priority DESC, j.id
    LIMIT greatest(0, $1 - (
      SELECT count(*) FROM app.jobs held
      WHERE held.workspace_id = w.workspace_id AND held.kind = w.kind AND held.status IN ('dispatched', 'running')
        AND (held.not_before IS NULL OR held.not_before <= now())))) p
  -- `convex partitions` waits until nothing of a workspace runs before it moves its rows.
  WHERE to_regnamespace('app_draining_' || replace(w.workspace_id::text, '-', '')) IS NULL
  ORDER BY p.rank, p.id
  LIMIT $2)
SELECT j.workspace_id, j.id, j.kind, j.trace_headers
FROM app.jobs j
JOIN picked p ON p.workspace_id = j.workspace_id AND p.id = j.id
WHERE j.status = 'queued'
ORDER BY p.rank, p.id
FOR UPDATE OF j SKIP LOCKED
