-- The statements that put a partitioned table in the place of app.<$1>, whose rows become its default partition, in order.
-- All of it is read from the catalogue, before anything moves: what names app.<$1> means the new table afterwards.
WITH subject AS (
  SELECT c.*, format('app.%I', c.relname) AS whole, format('app_others.%I', c.relname) AS rest
  FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relname = $1 AND c.relkind = 'r'),
pointing AS (
  SELECT k.conrelid::regclass::text AS source, coalesce(pg_partition_root(k.conrelid), k.conrelid)::regclass::text AS root, k.conname, pg_get_constraintdef(k.oid) AS definition, k.convalidated
  FROM pg_constraint k JOIN subject s ON s.oid = k.confrelid WHERE k.contype = 'f' AND k.conparentid = 0),
asking AS (
  SELECT p.polrelid::regclass::text AS source, coalesce(pg_partition_root(p.polrelid), p.polrelid)::regclass::text AS root, p.polname,
    format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, p.polrelid::regclass,
        CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
        (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ') FROM unnest(p.polroles) role))
      || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
      || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS definition
  FROM subject s JOIN pg_policy p ON p.polrelid <> s.oid
  WHERE EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_policy'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid)),
granted AS (
  SELECT a.privilege_type AS privilege, NULL::name AS column_name, a.grantee, a.is_grantable
  FROM subject s CROSS JOIN LATERAL aclexplode(s.relacl) a WHERE a.grantee <> s.relowner
  UNION ALL
  SELECT a.privilege_type, f.attname, a.grantee, a.is_grantable
  FROM subject s JOIN pg_attribute f ON f.attrelid = s.oid AND NOT f.attisdropped CROSS JOIN LATERAL aclexplode(f.attacl) a
  WHERE a.grantee <> s.relowner),
grantee AS (
  SELECT DISTINCT grantee, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS name FROM granted),
step (place, name, statement) AS (
  SELECT 1, '', 'LOCK TABLE ' || concat_ws(', ', s.whole, (SELECT string_agg(DISTINCT p.root, ', ') FROM (SELECT root FROM pointing UNION SELECT root FROM asking) p WHERE p.root <> s.whole)) || ' IN ACCESS EXCLUSIVE MODE'
  FROM subject s
  UNION ALL
  SELECT 10, t.tgname, format('DROP TRIGGER %I ON %s', t.tgname, s.whole)
  FROM subject s JOIN pg_trigger t ON t.tgrelid = s.oid AND NOT t.tgisinternal
  UNION ALL
  -- A policy of another table that asks this one would go on asking the default partition alone.
  SELECT 11, source || polname, format('DROP POLICY %I ON %s', polname, source) FROM asking
  UNION ALL
  SELECT 91, source || polname, definition FROM asking
  UNION ALL
  SELECT 20, conname, format('ALTER TABLE %s DROP CONSTRAINT %I', source, conname) FROM pointing
  UNION ALL
  SELECT 30, '', format('ALTER TABLE %s SET SCHEMA app_others', whole) FROM subject
  UNION ALL
  SELECT 40, '', format('CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES) PARTITION BY LIST (workspace_id)', whole, rest) FROM subject
  UNION ALL
  SELECT 41, '', format('COMMENT ON TABLE %s IS %L', whole, obj_description(oid, 'pg_class')) FROM subject WHERE obj_description(oid, 'pg_class') IS NOT NULL
  UNION ALL
  SELECT 42, f.attname, format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', s.whole, f.attname, f.attstattarget)
  FROM subject s JOIN pg_attribute f ON f.attrelid = s.oid AND f.attnum > 0 AND NOT f.attisdropped AND f.attstattarget >= 0
  UNION ALL
  SELECT 43, f.attname, format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', s.whole, f.attname, array_to_string(f.attoptions, ', '))
  FROM subject s JOIN pg_attribute f ON f.attrelid = s.oid AND f.attnum > 0 AND NOT f.attisdropped AND f.attoptions IS NOT NULL
  UNION ALL
  SELECT 50, k.conname, format('ALTER TABLE %s ADD CONSTRAINT %I %s', s.whole, k.conname, pg_get_constraintdef(k.oid))
  FROM subject s JOIN pg_constraint k ON k.conrelid = s.oid AND k.contype IN ('p', 'u')
  UNION ALL
  SELECT 51, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
  FROM subject s JOIN pg_index i ON i.indrelid = s.oid
  WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = s.oid)
  UNION ALL
  SELECT 52, n.relname, format('COMMENT ON INDEX app.%I IS %L', n.relname, obj_description(n.oid, 'pg_class'))
  FROM subject s JOIN pg_index i ON i.indrelid = s.oid JOIN pg_class n ON n.oid = i.indexrelid WHERE obj_description(n.oid, 'pg_class') IS NOT NULL
  UNION ALL
  SELECT 53, '', format('ALTER TABLE %s REPLICA IDENTITY %s', s.whole, CASE s.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
    ELSE 'USING INDEX ' || (SELECT quote_ident(n.relname) FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid WHERE i.indrelid = s.oid AND i.indisreplident) END)
  FROM subject s WHERE s.relreplident <> 'd'
  UNION ALL
  SELECT 65, g.privilege || coalesce(g.column_name, ''), format('GRANT %s%s ON %s TO %s%s', g.privilege, ' (' || quote_ident(g.column_name) || ')', s.whole, e.name,
    CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM subject s CROSS JOIN granted g JOIN grantee e USING (grantee)
  UNION ALL
  SELECT 66, e.name, format('REVOKE ALL ON %s FROM %s', s.rest, e.name) FROM subject s CROSS JOIN grantee e
  UNION ALL
  SELECT 70, '', format('ALTER TABLE %s ATTACH PARTITION %s DEFAULT', whole, rest) FROM subject
  UNION ALL
  SELECT 80, t.tgname, pg_get_triggerdef(t.oid)
  FROM subject s JOIN pg_trigger t ON t.tgrelid = s.oid AND NOT t.tgisinternal
  UNION ALL
  SELECT 81, t.tgname, format('ALTER TABLE %s %s TRIGGER %I', s.whole, CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname)
  FROM subject s JOIN pg_trigger t ON t.tgrelid = s.oid AND NOT t.tgisinternal AND t.tgenabled <> 'O'
  UNION ALL
  -- What is there was held by the constraint that goes; it is held again from here on, and proven afterwards.
  SELECT 90, conname, format('ALTER TABLE %s ADD CONSTRAINT %I %s', source, conname, definition) || CASE WHEN convalidated THEN ' NOT VALID' ELSE '' END
  FROM pointing)
SELECT place, statement FROM step ORDER BY place, name
