"""Judges a page: one pure function per check over what was fetched."""
