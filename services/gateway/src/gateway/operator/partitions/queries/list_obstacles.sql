-- What app.<$1> has that rows which move or a table that becomes a partition would break.
WITH subject AS (
  SELECT c.* FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relname = $1)
SELECT format('its column %I is numbered by the database', f.attname) AS obstacle
FROM subject s JOIN pg_attribute f ON f.attrelid = s.oid AND f.attidentity <> ''
UNION ALL
SELECT format('its unique index %I does not contain workspace_id', i.indexrelid::regclass)
FROM subject s JOIN pg_index i ON i.indrelid = s.oid AND i.indisunique
WHERE NOT EXISTS (SELECT FROM unnest(i.indkey::int2[]) k JOIN pg_attribute f ON f.attrelid = s.oid AND f.attnum = k AND f.attname = 'workspace_id')
UNION ALL
SELECT format('its constraint %I excludes rows by each other', k.conname) FROM subject s JOIN pg_constraint k ON k.conrelid = s.oid AND k.contype = 'x'
UNION ALL
SELECT format('its constraint %I refers to itself', k.conname) FROM subject s JOIN pg_constraint k ON k.conrelid = s.oid AND k.confrelid = s.oid
UNION ALL
-- Moving rows deletes them where they were. What settles calls has nothing to do then: a move waits until all are settled.
SELECT format('its trigger %I acts on deleted rows', t.tgname)
FROM subject s JOIN pg_trigger t ON t.tgrelid = s.oid AND NOT t.tgisinternal AND t.tgtype & 8 > 0 AND t.tgname <> 'settle_deleted_llm_call'
UNION ALL
-- It would go on meaning the default partition.
SELECT DISTINCT format('%s depends on it', pg_describe_object(d.classid, d.objid, 0))
FROM subject s JOIN pg_type t ON t.oid = s.reltype
JOIN pg_depend d ON (d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid AND d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass))
  OR (d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray) AND d.classid IN ('pg_proc'::regclass, 'pg_class'::regclass, 'pg_rewrite'::regclass))
WHERE s.relkind = 'r'
