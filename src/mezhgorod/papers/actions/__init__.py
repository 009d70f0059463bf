"""Use cases of papers: one function is one transaction."""
