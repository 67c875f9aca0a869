"""What a brief says, as far as words and numbers tell."""
