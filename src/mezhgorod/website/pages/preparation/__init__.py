"""Preparing an event: who is invited, what they answer, the programme."""
