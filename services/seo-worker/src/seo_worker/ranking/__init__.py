"""How a site does in the search by its owner's own figures, and what those figures say of better positions."""
