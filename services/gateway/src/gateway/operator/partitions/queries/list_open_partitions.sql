-- Partitions that are not as closed as the table they belong to.
SELECT c.oid::regclass::text AS name, root.oid::regclass::text AS root
FROM pg_class c
JOIN pg_class root ON root.oid = pg_partition_root(c.oid) AND root.relnamespace = 'app'::regnamespace AND root.oid <> c.oid
WHERE c.relkind IN ('r', 'p') AND (NOT (c.relrowsecurity AND c.relforcerowsecurity)
  OR EXISTS (
    (SELECT polname, polcmd, polpermissive, polroles::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = root.oid
     EXCEPT SELECT polname, polcmd, polpermissive, polroles::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = c.oid)
    UNION ALL
    (SELECT polname, polcmd, polpermissive, polroles::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = c.oid
     EXCEPT SELECT polname, polcmd, polpermissive, polroles::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = root.oid)))
ORDER BY 1
