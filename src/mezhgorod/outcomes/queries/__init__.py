"""Reads of held events: one module per topic, nothing here writes."""
