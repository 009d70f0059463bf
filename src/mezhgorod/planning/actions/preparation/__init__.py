"""Events prepared: invitations with their answers, and the programme."""
