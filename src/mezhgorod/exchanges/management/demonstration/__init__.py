"""Exchanges of the demonstration: real topics, plan rows and cities, figures made by a rule."""
