-- The statements that prove what a constraint of the tables $1, or of a partition of theirs, says of rows that were there before it.
SELECT format('ALTER TABLE %s VALIDATE CONSTRAINT %I', k.conrelid::regclass, k.conname) AS statement
FROM pg_constraint k
JOIN pg_class root ON root.oid = coalesce(pg_partition_root(k.conrelid), k.conrelid)
WHERE root.relnamespace = 'app'::regnamespace AND k.contype IN ('c', 'f') AND k.conparentid = 0 AND NOT k.convalidated AND k.conname NOT LIKE 'apart\_%'
  AND (root.relname = ANY ($1::text[]) OR EXISTS (
    SELECT FROM pg_class target WHERE target.oid = coalesce(pg_partition_root(k.confrelid), k.confrelid) AND target.relname = ANY ($1::text[])))
ORDER BY 1
