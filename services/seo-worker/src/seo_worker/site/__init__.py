"""Walks a site from the audited page, politely, and tells what only shows when its pages are seen together."""
