-- One change of a workspace's members at a time; locks on rows would miss an owner added meanwhile.
SELECT pg_advisory_xact_lock(hashtextextended('members ' || $1::uuid::text, 0))
