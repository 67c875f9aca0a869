"""The scorer for free text: any layout in, the same dimensions, gates and safety rules out."""
