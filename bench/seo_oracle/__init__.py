"""Compares the checks of an audit with Lighthouse's SEO audits, page by generated page."""
