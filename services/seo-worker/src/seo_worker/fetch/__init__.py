"""Gets pages from the web without being led anywhere it must not go."""
