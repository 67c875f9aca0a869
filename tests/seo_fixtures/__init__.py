"""Sites that show one check each, sound and spoilt, with the result that was worked out by hand."""
