-- read_role and read_position in one round trip.
WITH context AS MATERIALIZED (
  SELECT set_config('app.workspace_id', $1::uuid::text, true),
         set_config('app.user_id', coalesce($2::uuid::text, ''), true),
         set_config('app.api_key_id', coalesce($3::uuid::text, ''), true))
SELECT (SELECT app.role_in_ws() FROM context) AS role,
       (SELECT system_identifier FROM pg_control_system()) AS system,
       ('x' || left(pg_walfile_name(at), 8))::bit(32)::int AS timeline,
       pg_wal_lsn_diff(at, '0/0')::bigint AS bytes
FROM (SELECT CASE WHEN pg_is_in_recovery() THEN NULL
                  WHEN current_setting('synchronous_commit') = 'off' THEN pg_current_wal_insert_lsn()
                  ELSE pg_current_wal_flush_lsn() END AS at) log
