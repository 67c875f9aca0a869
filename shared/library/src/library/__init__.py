"""The reference library of frameworks, reasoning patterns and templates."""
