"""Following jobs: many watchers of one job cost one query."""
