"""Reads: templates, papers, occasions, addressees, the values of fields."""
