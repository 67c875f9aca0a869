"""Versions that are no longer current, in packs on object storage: written, read, checked and brought back."""
