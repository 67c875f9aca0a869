-- The database refuses a version that says something else than $5 is the digest of, and the current one.
UPDATE app.strategy_versions v
SET archive_id = $2, archived_sha256 = p.sha256, brief = NULL, document = NULL, markdown = NULL, sections = NULL,
    summary = NULL, sentence_marks = NULL
FROM unnest($3::uuid[], $4::int[], $5::bytea[]) AS p(strategy_id, version, sha256)
WHERE v.workspace_id = $1 AND v.strategy_id = p.strategy_id AND v.version = p.version AND v.archive_id IS NULL
RETURNING v.version
