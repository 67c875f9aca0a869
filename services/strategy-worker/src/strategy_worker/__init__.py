"""Writes strategies from briefs."""
