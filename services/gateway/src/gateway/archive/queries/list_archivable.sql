-- The versions of a strategy together: they resemble each other, which makes the pack small, and are looked at together.
SELECT v.strategy_id, v.version, v.title, v.usage::text AS usage, v.document_sha256, v.change_summary, v.created_by, v.created_at,
       v.brief::text AS brief, v.document::text AS document, v.markdown, v.sections::text AS sections,
       v.summary::text AS summary, v.sentence_marks
FROM app.strategy_versions v
JOIN app.strategies s ON s.workspace_id = $1 AND s.id = v.strategy_id
WHERE v.workspace_id = $1 AND v.archive_id IS NULL AND v.version < s.version
  AND v.created_at < now() - make_interval(days => $2)
ORDER BY v.strategy_id, v.version
LIMIT $3
