"""The life of a job in the database: claim, lease, events and the one way it ends."""
