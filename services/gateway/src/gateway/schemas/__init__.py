"""What the answers look like on the wire."""
