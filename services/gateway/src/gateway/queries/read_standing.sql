-- Whether the server may answer for a primary at the position ($1 system, $2 timeline, $3 bytes), and how far it is.
-- Its control file names a timeline only once something of it is replayed for good, so a replica that has
-- followed a new primary may be thought to be on the old timeline for some minutes, and never the other way round.
SELECT CASE WHEN NOT pg_is_in_recovery() THEN 'promoted'
            WHEN (SELECT system_identifier FROM pg_control_system()) <> $1::bigint THEN 'foreign'
            WHEN greatest((SELECT timeline_id FROM pg_control_checkpoint()),
                          (SELECT min_recovery_end_timeline FROM pg_control_recovery())) <> $2::int THEN 'diverged'
            WHEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') < $3::bigint THEN 'behind'
            ELSE 'ready' END AS standing,
       pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint AS bytes
