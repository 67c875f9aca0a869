"""Whether an installation works, seen from outside; needs nothing but Python 3.11."""
