"""One module per resource: HTTP in, repository, HTTP out."""
