-- The caller's role, how many jobs the workspace has waiting, and whether what the request refers to is there.
SELECT app.role_in_ws() AS role,
       (SELECT count(*) FROM (
          SELECT 1 FROM app.jobs WHERE workspace_id = $1 AND status = 'queued' LIMIT $2) waiting) AS waiting,
       $3::uuid IS NULL OR EXISTS (
          SELECT 1 FROM app.strategies WHERE workspace_id = $1 AND id = $3 AND deleted_at IS NULL) AS strategy_exists,
       $4::uuid IS NULL OR EXISTS (
          SELECT 1 FROM app.audits WHERE workspace_id = $1 AND id = $4) AS audit_exists
