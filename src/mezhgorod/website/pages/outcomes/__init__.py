"""What was held: lists, one event with its facts, what hosts tell by a link, plan against fact."""
