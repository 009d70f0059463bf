"""Pure words and decisions of campaigns: states, what a row must have, why it may be refused."""
