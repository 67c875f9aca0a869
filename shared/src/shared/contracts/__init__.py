"""Messages, topology, requests and problem codes: pydantic and the standard library only."""
