"""Filling the answer of a city in a round of an information exchange."""
