-- Waits until nobody writes in workspace $1 any more; whoever would begin to is refused meanwhile. Ends with the session.
SELECT pg_advisory_lock(hashtextextended('writing ' || $1::uuid::text, 0))
