INSERT INTO app.strategy_versions
  (workspace_id, strategy_id, version, title, brief, document, markdown, sections, summary, usage, document_sha256,
   change_summary, created_by, sentence_marks)
VALUES
  ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
