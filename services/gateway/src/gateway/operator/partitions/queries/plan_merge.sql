-- The statements that bring the partitions of workspace $1 of the tables $2 (those that are referred to first) back to all others.
WITH named AS (
  SELECT t.name, t.place, quote_ident('app_of_' || replace($1::uuid::text, '-', '')) AS own
  FROM unnest($2::text[]) WITH ORDINALITY AS t (name, place)),
columns AS (
  SELECT n.name, string_agg(quote_ident(f.attname), ', ' ORDER BY f.attnum) AS names
  FROM named n JOIN pg_attribute f ON f.attrelid = to_regclass(format('app.%I', n.name)) AND f.attnum > 0 AND NOT f.attisdropped AND f.attgenerated = ''
  GROUP BY n.name),
step (part, place, statement) AS (
  SELECT 1, n.place, format('ALTER TABLE %s.%I DROP CONSTRAINT %I', n.own, n.name, k.conname)
  FROM named n JOIN pg_constraint k ON k.conrelid = to_regclass(format('%s.%I', n.own, n.name)) AND k.contype = 'f' AND k.conparentid = 0
  UNION ALL
  SELECT 2, -place, format('ALTER TABLE app.%I DETACH PARTITION %s.%I', name, own, name) FROM named
  UNION ALL
  SELECT 3, n.place, format('INSERT INTO app_others.%I (%s) SELECT %s FROM %s.%I', n.name, c.names, c.names, n.own, n.name)
  FROM named n JOIN columns c USING (name)
  UNION ALL
  SELECT 4, -place, format('DROP TABLE %s.%I', own, name) FROM named
  UNION ALL
  SELECT DISTINCT 5, 0, format('DROP SCHEMA %s', own) FROM named)
SELECT part = 3 AS is_copy, statement FROM step ORDER BY part, place, statement
