"""Reads used by pages, feeds and actions: one module per topic, nothing here writes."""
