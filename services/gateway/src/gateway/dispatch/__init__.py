"""Hands waiting jobs to the broker fairly, publishes events, and finds jobs that nobody holds."""
