"""What came of plans: held events with their facts, each with the source it is known from."""
