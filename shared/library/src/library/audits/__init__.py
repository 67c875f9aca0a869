"""What changed between two SEO audits of one page; pure, and shared by who stores audits and who shows them."""
