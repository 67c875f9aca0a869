-- What a roadmap may be made from; of what is not there, or was deleted, nothing is said.
SELECT
  (SELECT s.title FROM app.strategies s WHERE s.workspace_id = $1 AND s.id = $2 AND s.deleted_at IS NULL) AS strategy,
  (SELECT coalesce(a.final_url, a.domain) FROM app.audits a WHERE a.workspace_id = $1 AND a.id = $3) AS audit
