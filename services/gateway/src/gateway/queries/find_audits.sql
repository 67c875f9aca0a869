-- Among the newest, so that a key pressed never reads a whole history. Text of ASCII alone needs no folding.
SELECT id, shown, primary_keyword
FROM (SELECT id, created_at, primary_keyword, coalesce(final_url, domain) AS shown,
             domain || E'\n' || coalesce(final_url, '') || E'\n' || primary_keyword AS words
      FROM app.audits
      WHERE workspace_id = $1
      ORDER BY created_at DESC, id DESC
      LIMIT 5000) newest
WHERE strpos(CASE WHEN octet_length(words) = length(words) THEN lower(words) ELSE app.folded(words) END,
             app.folded($2)) > 0
ORDER BY created_at DESC, id DESC
LIMIT $3
