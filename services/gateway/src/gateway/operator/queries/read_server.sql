SELECT current_setting('server_version') AS version, r.rolname AS role,
       r.rolsuper OR r.rolbypassrls
         OR EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relowner = r.oid) AS is_strong,
       (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most_connections,
       pg_database_size(current_database()) AS size_bytes,
       extract(epoch FROM clock_timestamp())::float AS clock
FROM pg_roles r
WHERE r.rolname = current_user
