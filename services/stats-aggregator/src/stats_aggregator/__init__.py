"""Keeps per-workspace roll-ups."""
