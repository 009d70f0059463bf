"""Use cases of information exchanges."""
