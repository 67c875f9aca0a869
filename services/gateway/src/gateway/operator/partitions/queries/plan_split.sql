-- The statements that give workspace $1 partitions of its own of the tables $2 (those that are referred to first), by phase.
WITH named AS (
  SELECT t.name, t.place, quote_literal($1::uuid) AS workspace, quote_ident('app_of_' || replace($1::uuid::text, '-', '')) AS own,
    quote_ident('app_moving_' || replace($1::uuid::text, '-', '')) AS moving, quote_ident('app_draining_' || replace($1::uuid::text, '-', '')) AS draining,
    quote_ident('apart_' || replace($1::uuid::text, '-', '')) AS apart,
    to_regclass(format('app.%I', t.name)) AS root, to_regclass(format('app_others.%I', t.name)) AS rest
  FROM unnest($2::text[]) WITH ORDINALITY AS t (name, place)),
columns AS (
  SELECT n.name, string_agg(quote_ident(f.attname), ', ' ORDER BY f.attnum) AS names
  FROM named n JOIN pg_attribute f ON f.attrelid = n.root AND f.attnum > 0 AND NOT f.attisdropped AND f.attgenerated = '' GROUP BY n.name),
step (phase, part, place, statement) AS (
  SELECT DISTINCT 'drain', 1, 0, format('CREATE SCHEMA IF NOT EXISTS %s', draining) FROM named
  UNION ALL
  SELECT DISTINCT 'close', 1, 0, format('CREATE SCHEMA IF NOT EXISTS %s', moving) FROM named
  UNION ALL
  -- It spares the attaching a look at every row of all others, while all of them would wait.
  SELECT 'close', 2, place, format('ALTER TABLE app_others.%I ADD CONSTRAINT %s CHECK (workspace_id <> %s) NOT VALID', name, apart, workspace) FROM named n
  WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = n.rest AND quote_ident(k.conname) = n.apart)
  UNION ALL
  SELECT DISTINCT 'move', 1, 0, format('CREATE SCHEMA %s', own) FROM named
  UNION ALL
  SELECT 'move', 2, place, format('CREATE TABLE %s.%I (LIKE app.%I INCLUDING ALL, CONSTRAINT own_rows CHECK (workspace_id = %s))', own, name, name, workspace) FROM named
  UNION ALL
  SELECT 'move', 3, n.place, format('ALTER TABLE %s.%I SET (%s)', n.own, n.name, array_to_string(c.reloptions, ', '))
  FROM named n JOIN pg_class c ON c.oid = n.rest WHERE c.reloptions IS NOT NULL
  UNION ALL
  SELECT 'move', 3, n.place, format('ALTER TABLE %s.%I SET (%s)', n.own, n.name, (SELECT string_agg('toast.' || o, ', ') FROM unnest(t.reloptions) o))
  FROM named n JOIN pg_class c ON c.oid = n.rest JOIN pg_class t ON t.oid = c.reltoastrelid WHERE t.reloptions IS NOT NULL
  UNION ALL
  SELECT 'move', 3, n.place, format('ALTER TABLE %s.%I ALTER COLUMN %I SET STATISTICS %s', n.own, n.name, f.attname, f.attstattarget)
  FROM named n JOIN pg_attribute f ON f.attrelid = n.root AND f.attnum > 0 AND NOT f.attisdropped AND f.attstattarget >= 0
  UNION ALL
  SELECT 'move', 3, n.place, format('ALTER TABLE %s.%I ALTER COLUMN %I SET (%s)', n.own, n.name, f.attname, array_to_string(f.attoptions, ', '))
  FROM named n JOIN pg_attribute f ON f.attrelid = n.root AND f.attnum > 0 AND NOT f.attisdropped AND f.attoptions IS NOT NULL
  UNION ALL
  SELECT 'move', 3, n.place, format('ALTER TABLE %s.%I REPLICA IDENTITY %s', n.own, n.name, CASE c.relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END)
  FROM named n JOIN pg_class c ON c.oid = n.rest WHERE c.relreplident IN ('f', 'n')
  UNION ALL
  SELECT 'copy', 1, n.place, format('INSERT INTO %s.%I (%s) SELECT %s FROM app_others.%I WHERE workspace_id = %s', n.own, n.name, c.names, c.names, n.name, n.workspace)
  FROM named n JOIN columns c USING (name)
  UNION ALL
  -- What refers goes before what is referred to, so that nothing cascades.
  SELECT 'copy', 2, -place, format('DELETE FROM app_others.%I WHERE workspace_id = %s', name, workspace) FROM named
  UNION ALL
  SELECT 'copy', 3, place, format('ALTER TABLE app_others.%I VALIDATE CONSTRAINT %s', name, apart) FROM named
  UNION ALL
  SELECT 'attach', 1, place, format('ALTER TABLE app.%I ATTACH PARTITION %s.%I FOR VALUES IN (%s)', name, own, name, workspace) FROM named
  UNION ALL
  SELECT 'attach', 2, place, format('ALTER TABLE %s.%I DROP CONSTRAINT own_rows', own, name) FROM named
  UNION ALL
  SELECT 'attach', 3, n.place, format('ALTER TABLE %s.%I ADD CONSTRAINT %I %s NOT VALID', n.own, n.name, k.conname, pg_get_constraintdef(k.oid))
  FROM named n JOIN pg_constraint k ON k.conrelid = n.rest AND k.contype = 'f' AND k.conparentid = 0
  UNION ALL
  SELECT 'prove', 1, n.place, format('ALTER TABLE %s.%I VALIDATE CONSTRAINT %I', n.own, n.name, k.conname)
  FROM named n JOIN pg_constraint k ON k.conrelid = n.rest AND k.contype = 'f' AND k.conparentid = 0
  UNION ALL
  SELECT 'prove', 2, place, format('ANALYZE %s.%I', own, name) FROM named
  UNION ALL
  SELECT 'open', 1, place, format('ALTER TABLE app_others.%I DROP CONSTRAINT IF EXISTS %s', name, apart) FROM named
  UNION ALL
  SELECT DISTINCT 'open', 2, 0, format('DROP SCHEMA IF EXISTS %s, %s', moving, draining) FROM named)
SELECT phase, statement FROM step ORDER BY phase, part, place, statement
