-- One row; all of it is null but the system on a server that is itself a replica.
-- A commit is visible after it was flushed, except where commits do not wait for that: there all that is written counts.
SELECT (SELECT system_identifier FROM pg_control_system()) AS system,
       ('x' || left(pg_walfile_name(at), 8))::bit(32)::int AS timeline,
       pg_wal_lsn_diff(at, '0/0')::bigint AS bytes
FROM (SELECT CASE WHEN pg_is_in_recovery() THEN NULL
                  WHEN current_setting('synchronous_commit') = 'off' THEN pg_current_wal_insert_lsn()
                  ELSE pg_current_wal_flush_lsn() END AS at) log
