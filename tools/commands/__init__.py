"""The verbs of `run.py`. Standard library only: most of it runs before anything is installed."""
