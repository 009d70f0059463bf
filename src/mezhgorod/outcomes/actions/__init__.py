"""Use cases of outcomes: one function is one transaction and leaves a line in the journal."""
