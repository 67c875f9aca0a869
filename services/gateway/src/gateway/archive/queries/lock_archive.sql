-- One at a time changes what is archived; released with the connection.
SELECT pg_try_advisory_lock(hashtextextended('convex archive', 0))
