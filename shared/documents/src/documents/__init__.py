"""The strategy document model: typed sections per framework, JSON Schema and Markdown."""
