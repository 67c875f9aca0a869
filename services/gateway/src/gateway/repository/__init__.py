"""One typed function per statement."""
