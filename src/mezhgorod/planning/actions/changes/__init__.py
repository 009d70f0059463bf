"""Typed changes of the rows of a plan."""
