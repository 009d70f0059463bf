"""Places of teams: rules of scoring as data, ties, medals, points."""
