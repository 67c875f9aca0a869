-- How far workspace $1 is: whether it has partitions of its own, and whether a move of it has begun and not ended, what is at work, and whether it may go.
SELECT EXISTS (
    SELECT FROM pg_class c WHERE c.relnamespace = to_regnamespace('app_of_' || replace($1::uuid::text, '-', '')) AND c.relispartition) AS is_apart,
  to_regnamespace('app_moving_' || replace($1::uuid::text, '-', '')) IS NOT NULL
    OR to_regnamespace('app_draining_' || replace($1::uuid::text, '-', '')) IS NOT NULL AS is_moving,
  (SELECT count(*) FROM app.jobs j WHERE j.workspace_id = $1 AND j.status = 'running') AS running,
  (SELECT count(*) FROM app.llm_calls c WHERE c.workspace_id = $1 AND c.settled_at IS NULL) AS unsettled,
  (SELECT w.deleted_at IS NULL FROM app.workspaces w WHERE w.id = $1) AS is_open,
  coalesce((SELECT w.purge_after <= now() FROM app.workspaces w WHERE w.id = $1), false) AS is_due
