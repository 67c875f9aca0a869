-- The tables $1 in the order in which they refer to each other, what is referred to first; rows and bytes as the planner knows them.
WITH RECURSIVE listed AS (
  SELECT c.oid, c.relname, c.relkind FROM pg_class c
  WHERE c.relnamespace = 'app'::regnamespace AND c.relname = ANY ($1::text[]) AND c.relkind IN ('r', 'p')),
reference AS (
  SELECT DISTINCT coalesce(pg_partition_root(conrelid), conrelid) AS source, coalesce(pg_partition_root(confrelid), confrelid) AS target
  FROM pg_constraint WHERE contype = 'f' AND conparentid = 0),
path AS (
  SELECT oid, 0 AS depth FROM listed
  UNION
  SELECT l.oid, p.depth + 1 FROM path p JOIN reference r ON r.target = p.oid AND r.source <> r.target JOIN listed l ON l.oid = r.source
  WHERE p.depth < 50),
leaf AS (
  SELECT l.oid AS root, l.oid AS leaf FROM listed l WHERE l.relkind = 'r'
  UNION ALL
  SELECT l.oid, i.inhrelid FROM listed l JOIN pg_inherits i ON i.inhparent = l.oid WHERE l.relkind = 'p')
SELECT l.relname AS name, l.relkind = 'p' AS is_partitioned, greatest(count(f.leaf) - 1, 0)::int AS own_partitions,
  coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint AS rows, coalesce(sum(pg_total_relation_size(f.leaf)), 0)::bigint AS size_bytes
FROM listed l LEFT JOIN leaf f ON f.root = l.oid LEFT JOIN pg_class c ON c.oid = f.leaf
GROUP BY l.oid, l.relname, l.relkind
ORDER BY (SELECT max(p.depth) FROM path p WHERE p.oid = l.oid), l.relname
