"""What surrounds every request, from the outside in: trace, measurement, headers, CORS, gate, unexpected errors."""
