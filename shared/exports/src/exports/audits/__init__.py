"""An audit as a document for a person: what, why, where on the page, what to do, and what it brings."""
