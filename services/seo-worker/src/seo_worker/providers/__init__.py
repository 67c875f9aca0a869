"""Asks outside sources what no page can show of itself; each is off until the operator turns it on."""
