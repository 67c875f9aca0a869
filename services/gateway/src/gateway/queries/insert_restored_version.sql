-- Word for word what version $3 was, under a new number.
INSERT INTO app.strategy_versions
  (workspace_id, strategy_id, version, title, brief, document, markdown, sections, summary, document_sha256,
   change_summary, created_by, sentence_marks)
SELECT workspace_id, strategy_id, $4, title, brief, document, markdown, sections, summary, document_sha256,
       $5, $6, sentence_marks
FROM app.strategy_versions
WHERE workspace_id = $1 AND strategy_id = $2 AND version = $3
