"""One module per screen: HTTP in, the API's functions, a page out."""
