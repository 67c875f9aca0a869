"""Per-workspace roll-ups: counted again day by day, or from the beginning."""
