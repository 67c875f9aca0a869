"""How Lighthouse rates the pages of the dashboard."""
