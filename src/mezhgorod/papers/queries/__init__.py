"""Reads of templates and papers: nothing here writes."""
