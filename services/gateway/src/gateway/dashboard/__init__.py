"""The pages at /dashboard/convex: templates and charts around the same functions that the API calls."""
