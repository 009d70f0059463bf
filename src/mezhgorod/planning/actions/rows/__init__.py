"""Rows and sections of a stored plan changed by people, and their steps undone."""
