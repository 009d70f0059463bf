"""Proposing rows of a plan: the page of one city or department, and what its rows are read as."""
