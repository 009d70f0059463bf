"""Letters: the outbox, its texts, following and refusing."""
