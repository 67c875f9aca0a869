"""Schedules roadmaps."""
