"""The operator's command `convex`: it looks across workspaces, and writes down whatever it changes."""
