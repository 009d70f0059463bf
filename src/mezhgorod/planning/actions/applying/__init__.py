"""A drafted plan becomes a stored one: its frame, rows, events, findings and snapshots."""
