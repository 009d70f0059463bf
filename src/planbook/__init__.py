"""planbook: reads, understands and writes plans of cooperation. Pure Python: no Django, no database, no network."""

__version__ = "0.1.0"
