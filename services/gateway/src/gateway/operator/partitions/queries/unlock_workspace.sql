SELECT pg_advisory_unlock(hashtextextended('writing ' || $1::uuid::text, 0))
