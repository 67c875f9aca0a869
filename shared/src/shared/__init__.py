"""Contracts, database, broker, jobs and telemetry that every service is built on."""
