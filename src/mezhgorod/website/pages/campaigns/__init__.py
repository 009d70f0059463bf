"""Pages of the coordinator: campaigns, the wall of parties, rows to look through, gaps."""
