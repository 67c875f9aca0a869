-- The database refuses anything else than what had left.
UPDATE app.strategy_versions
SET archive_id = NULL, archived_sha256 = NULL, brief = $5, document = $6, markdown = $7, sections = $8, summary = $9,
    sentence_marks = $10
WHERE workspace_id = $1 AND archive_id = $2 AND strategy_id = $3 AND version = $4
