"""Words an audit as the HTTP contract wants it."""
