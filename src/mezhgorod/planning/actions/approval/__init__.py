"""A plan goes through review to a frozen version; its changes gather into amendments."""
