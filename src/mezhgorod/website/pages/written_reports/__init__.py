"""Pages of reports that write themselves from facts: list, reading, editing, approval, phrases."""
