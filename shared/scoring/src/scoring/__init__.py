"""The strategy scorer and the compliance rules: a pure library with a version."""
