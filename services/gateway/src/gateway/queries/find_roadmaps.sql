-- Among the newest, for the same reason as audits. A roadmap is found by its template or by whom its strategy is for.
SELECT id, template_name, business_name
FROM (SELECT r.id, r.created_at, r.template_name, s.business_name,
             r.template_name || E'\n' || coalesce(s.business_name, '') AS words
      FROM app.roadmaps r
      LEFT JOIN app.strategies s ON s.workspace_id = $1 AND s.id = r.strategy_id AND s.deleted_at IS NULL
      WHERE r.workspace_id = $1 AND r.deleted_at IS NULL
      ORDER BY r.created_at DESC, r.id DESC
      LIMIT 2000) newest
WHERE strpos(CASE WHEN octet_length(words) = length(words) THEN lower(words) ELSE app.folded(words) END,
             app.folded($2)) > 0
ORDER BY created_at DESC, id DESC
LIMIT $3
