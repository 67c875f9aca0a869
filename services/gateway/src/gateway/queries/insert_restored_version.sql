-- Says what version $3 said, under a new number. The content comes with it, as that of an archived version is not here.
INSERT INTO app.strategy_versions
  (workspace_id, strategy_id, version, title, brief, document, markdown, sections, summary, document_sha256,
   change_summary, created_by, sentence_marks)
SELECT workspace_id, strategy_id, $4, title, $7, $8, $9, $10, $11, document_sha256, $5, $6, $12
FROM app.strategy_versions
WHERE workspace_id = $1 AND strategy_id = $2 AND version = $3
