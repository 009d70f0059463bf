"""Pages of comparison tables: the table itself, comparison, series, note, digest, open data."""
