-- The lock of a purge, so that it does not delete what is being dropped.
SELECT pg_advisory_xact_lock(hashtextextended('purge ' || $1::uuid::text, 0))
