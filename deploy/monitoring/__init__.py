"""What watches the installation: rules, alerts and dashboards, written from here as files."""
