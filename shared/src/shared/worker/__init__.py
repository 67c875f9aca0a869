"""A worker process from start to stop."""
