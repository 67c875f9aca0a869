INSERT INTO app.strategies
  (workspace_id, id, job_id, title, business_name, framework, engine, score, compliance, created_by, tokens, cost_nanousd)
VALUES
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
