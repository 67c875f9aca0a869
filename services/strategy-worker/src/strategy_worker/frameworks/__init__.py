"""The sections of each framework."""
