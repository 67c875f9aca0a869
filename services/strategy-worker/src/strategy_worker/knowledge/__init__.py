"""What the engine knows about markets: reviewed YAML, validated on load, with a version."""
