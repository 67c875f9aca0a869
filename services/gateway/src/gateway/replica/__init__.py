"""Reads from a replica that are never older than what the caller may have seen."""
