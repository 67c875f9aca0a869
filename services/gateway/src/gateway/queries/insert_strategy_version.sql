-- The brief stays that of the version before. It cost nothing: no model was asked.
INSERT INTO app.strategy_versions
  (workspace_id, strategy_id, version, title, brief, document, markdown, sections, summary, document_sha256,
   change_summary, created_by, sentence_marks)
SELECT workspace_id, strategy_id, $4, $5, brief, $6, $7, $8, $9, $10, $11, $12, $13
FROM app.strategy_versions
WHERE workspace_id = $1 AND strategy_id = $2 AND version = $3
