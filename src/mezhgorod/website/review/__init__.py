"""What a read document says, laid out for the person who decides about it."""
