-- The statements that make table $2 as closed as table $1 is, in order; policies that it has go first.
WITH source AS (SELECT c.* FROM pg_class c WHERE c.oid = to_regclass($1)),
step (place, name, statement) AS (
  SELECT 1, p.polname, format('DROP POLICY %I ON %s', p.polname, $2::text)
  FROM pg_policy p WHERE p.polrelid = to_regclass($2) AND p.polrelid IS DISTINCT FROM to_regclass($1)
  UNION ALL
  SELECT 2, '', format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', $2::text) FROM source WHERE relrowsecurity
  UNION ALL
  SELECT 3, '', format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', $2::text) FROM source WHERE relforcerowsecurity
  UNION ALL
  SELECT 4, p.polname, format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, $2::text,
      CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
      CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
      (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ') FROM unnest(p.polroles) role))
    || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
    || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
  FROM source s JOIN pg_policy p ON p.polrelid = s.oid)
SELECT place, statement FROM step ORDER BY place, name
