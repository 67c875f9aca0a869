-- The statement that reads a table of the app schema as JSON, in the order of its primary key, and the columns that it
-- reads; the server quotes every name. $1 is the table, $2 the columns left out, $3 the column that names the workspace.
-- JSON that is stored leaves as text, or its blanks and line breaks would be lost and a null in it taken for none at all.
SELECT
  format(
    'SELECT row_to_json(each)::text AS line FROM (SELECT %s FROM app.%I WHERE %I = $1 ORDER BY %s) AS each',
    string_agg(
      format(CASE WHEN a.atttypid IN ('json'::regtype, 'jsonb'::regtype) THEN '%1$I::text AS %1$I' ELSE '%1$I' END, a.attname),
      ', ' ORDER BY a.attnum),
    $1::text, $3::text,
    (SELECT string_agg(format('%I', k.attname), ', ' ORDER BY array_position(i.indkey::smallint[], k.attnum))
     FROM pg_index AS i
     JOIN pg_attribute AS k ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey)
     WHERE i.indrelid = c.oid AND i.indisprimary)
  ) AS query,
  array_agg(a.attname::text ORDER BY a.attnum) AS columns
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'app'::regnamespace AND c.relname = $1::text AND NOT a.attname = ANY ($2::text[])
GROUP BY c.oid
