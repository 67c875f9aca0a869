SELECT id, domain, kind, cardinality(names) AS row_count, first_day, last_day, filters, imported_by, imported_at
FROM app.search_data
WHERE workspace_id = $1
  AND (imported_at, id)
    < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY imported_at DESC, id DESC
LIMIT $4
