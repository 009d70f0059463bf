"""What leaves the system: frozen exports for feeds, and the JSON form of the public data."""
