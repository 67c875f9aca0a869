"""Receives spans by OTLP over HTTP and shows traces, for a machine on which nothing else does."""
