"""The nine blocks that every strategy has."""
