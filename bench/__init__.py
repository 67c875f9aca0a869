"""Measures the figures of README.md on this machine."""
