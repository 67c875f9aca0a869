-- The statement that inserts rows of JSON into a table of the app schema, and only those of one workspace; the server
-- quotes every name. $1 is the table, $2 its columns in the file, $3 the column that names the workspace. No row when the
-- table lacks one of the columns. JSON that is stored comes as text.
SELECT
  format(
    'INSERT INTO app.%1$I (%2$s) SELECT %4$s FROM json_populate_recordset(NULL::app.%1$I, $1::json) AS given'
    ' WHERE given.%3$I = $2',
    $1::text, string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum), $3::text,
    string_agg(
      CASE WHEN a.atttypid IN ('json'::regtype, 'jsonb'::regtype)
        THEN format('(given.%1$I #>> ''{}'')::%2$s', a.attname, format_type(a.atttypid, NULL))
        ELSE format('given.%I', a.attname) END,
      ', ' ORDER BY a.attnum)
  ) AS query
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'app'::regnamespace AND c.relname = $1::text AND a.attname = ANY ($2::text[])
GROUP BY c.oid
HAVING count(*) = cardinality($2::text[])
