INSERT INTO app.strategy_scores
  (workspace_id, strategy_id, version, scorer_version, overall, clarity, specificity, outcome_focus, proof,
   objection_handling, risk_removal, compliance, findings, contributions)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
