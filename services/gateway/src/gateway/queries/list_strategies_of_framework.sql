-- A statement of its own: as an optional filter the framework could not lead the index in a plan made for any values.
SELECT id, title, business_name, framework, score, compliance, engine, version, created_at, updated_at
FROM app.strategies
WHERE workspace_id = $1 AND framework = $11 AND deleted_at IS NULL
  AND created_at >= coalesce($2::timestamptz, '-infinity') AND created_at < coalesce($3::timestamptz, 'infinity')
  AND score BETWEEN coalesce($4::smallint, 0) AND coalesce($5::smallint, 100)
  AND ($6::text IS NULL OR compliance = $6)
  AND (created_at, id)
    < (coalesce($7::timestamptz, 'infinity'), coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT $9 OFFSET $10
