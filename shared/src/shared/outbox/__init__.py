"""Events leave with the transaction that caused them, and are published from there."""
