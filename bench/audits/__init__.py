"""What an SEO audit costs: time through the real path, and processor time by process."""
