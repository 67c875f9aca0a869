"""Lists of partitions, one for each workspace that is large enough, and one for all others."""
