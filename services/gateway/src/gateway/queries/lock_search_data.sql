-- One change of a workspace's search data at a time; there may be no row to lock.
SELECT pg_advisory_xact_lock(hashtextextended('search data ' || $1::uuid::text, 0))
