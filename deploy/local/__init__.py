"""The native development and test stack: everything here but `token` and `demo*` needs the standard library only."""
