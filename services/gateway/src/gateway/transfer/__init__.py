"""A whole workspace as one file: what is in it, how it is written, and how it leaves the gateway."""
