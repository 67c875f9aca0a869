"""A roadmap as files that other programs open: table, calendar, picture and text."""
