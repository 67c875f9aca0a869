"""Checks of the knowledge base that its schema can't make: pure functions that return problems as sentences."""
