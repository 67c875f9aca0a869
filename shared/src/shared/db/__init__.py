"""Postgres: pools that carry a tenant's context, statements in files, migrations."""
