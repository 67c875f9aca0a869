-- One change of a workspace's budget at a time; there may be no row to lock.
SELECT pg_advisory_xact_lock(hashtextextended('budget ' || $1::uuid::text, 0))
