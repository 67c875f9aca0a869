"""The Markdown body of each section, by framework; texts go through `documents.markup`, which escapes them."""
