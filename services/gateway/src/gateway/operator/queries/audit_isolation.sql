-- The contract that keeps tenants apart, as questions to the catalogue: no row means that it holds.
WITH tenant AS (
  SELECT c.oid, CASE WHEN c.relispartition THEN c.oid::regclass::text ELSE c.relname END AS relname,
    c.relrowsecurity AS is_secured, c.relforcerowsecurity AS is_forced
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped
  WHERE (c.relnamespace = 'app'::regnamespace OR c.relispartition) AND c.relkind IN ('r', 'p')),
definer AS (
  SELECT p.* FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.prosecdef)
SELECT 'no RLS/FORCE' AS problem, relname AS subject FROM tenant WHERE NOT (is_secured AND is_forced)
UNION ALL
SELECT 'no policy for app_user', t.relname FROM tenant t
WHERE NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polroles @> ARRAY[(SELECT oid FROM pg_roles WHERE rolname = 'app_user')])
UNION ALL
SELECT 'policy USING (true) for a role that serves tenants', t.relname || '.' || p.polname
FROM tenant t JOIN pg_policy p ON p.polrelid = t.oid
WHERE (pg_get_expr(p.polqual, p.polrelid) = 'true' OR p.polroles = '{0}')
  AND p.polroles && ((SELECT array_agg(oid) FROM pg_roles WHERE rolname IN ('app_user', 'app_worker', 'anon', 'authenticated')) || ARRAY[0::oid])
UNION ALL
SELECT 'foreign key between tenant tables without workspace_id', c.conname
FROM pg_constraint c JOIN tenant s ON s.oid = c.conrelid JOIN tenant d ON d.oid = c.confrelid
WHERE c.contype = 'f' AND NOT EXISTS (
  SELECT FROM unnest(c.conkey) k JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k AND a.attname = 'workspace_id')
UNION ALL
SELECT 'unique index without workspace_id', i.indexrelid::regclass::text
FROM pg_index i JOIN tenant t ON t.oid = i.indrelid
WHERE i.indisunique AND t.relname NOT IN ('outbox') AND NOT EXISTS (
  SELECT FROM unnest(i.indkey) k JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k AND a.attname = 'workspace_id')
UNION ALL
SELECT 'SECURITY DEFINER without pinned search_path', d.proname FROM definer d
WHERE NOT EXISTS (SELECT FROM unnest(d.proconfig) c WHERE c LIKE 'search_path=%')
UNION ALL
SELECT 'SECURITY DEFINER owned by a role that bypasses RLS', d.proname FROM definer d JOIN pg_roles r ON r.oid = d.proowner
WHERE r.rolsuper OR r.rolbypassrls
UNION ALL
SELECT 'SECURITY DEFINER executable by PUBLIC', d.proname FROM definer d
WHERE d.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(d.proacl) a WHERE a.grantee = 0)
UNION ALL
SELECT 'view without security_invoker', c.relname FROM pg_class c
WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
UNION ALL
SELECT 'materialized view, which RLS does not reach', c.relname FROM pg_class c
WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'm'
UNION ALL
SELECT 'runtime role too strong', rolname FROM pg_roles
WHERE rolname LIKE 'app\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
UNION ALL
SELECT 'runtime role is member of another', r.rolname || ' in ' || g.rolname
FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
WHERE r.rolname IN ('app_user', 'app_worker', 'app_operator', 'app_archiver')
UNION ALL
SELECT 'runtime role owns a table', c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
WHERE c.relnamespace = 'app'::regnamespace AND r.rolname IN ('app_user', 'app_worker', 'app_relay', 'app_operator', 'app_archiver')
