"""Resource-constrained project scheduling on calendars: who does what when, so that the last day comes soonest."""
