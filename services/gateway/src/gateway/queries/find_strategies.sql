-- The function finds ids; row security decides about the rows as everywhere.
SELECT s.id, s.title, s.business_name, s.framework, s.score, s.compliance, s.engine, s.version, s.created_at, s.updated_at
FROM app.strategy_ids_like($12, $11, $2, $3, $4, $5, $6, $7, $8, $9::int + $10::int) AS found(id)
JOIN app.strategies s ON s.workspace_id = $1 AND s.id = found.id
ORDER BY s.created_at DESC, s.id DESC
LIMIT $9 OFFSET $10
