-- Waits for requests that are about to make a job; what they make is seen afterwards.
SELECT pg_advisory_xact_lock(hashtextextended('closing ' || $1::uuid::text, 0))
