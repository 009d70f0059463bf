"""Papers around an event: templates of Word filled from facts, numbered and kept."""
