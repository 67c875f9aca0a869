"""HTTP API, job dispatcher and outbox relay."""
