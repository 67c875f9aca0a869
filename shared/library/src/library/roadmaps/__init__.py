"""Roadmaps as they are stored: what a team tells of its work, and how progress and slippage follow from it."""
