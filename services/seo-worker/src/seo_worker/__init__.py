"""Audits pages."""
