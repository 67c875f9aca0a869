SELECT pg_advisory_unlock(hashtextextended('convex archive', 0))
