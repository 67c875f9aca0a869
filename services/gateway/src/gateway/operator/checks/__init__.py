"""What `convex doctor` looks at; a check says what it found and what to do about it, and changes nothing."""
