"""Turns the bytes of a page into plain evidence, in a process that may be killed."""
