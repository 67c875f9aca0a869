"""Safety rules: what may not be said whatever the score; one module a family of rules, each with stable ids."""
