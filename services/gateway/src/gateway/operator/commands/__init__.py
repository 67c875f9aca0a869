"""What can be typed; each command asks one of the modules above it and prints what came back."""
