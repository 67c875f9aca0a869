"""The generated pages: each has one feature that the SEO audits look at, or a drawn mixture of them."""
