"""Words of reporting. Plain values, no queries."""

from __future__ import annotations

# How many characters around a mention are shown as its evidence.
MENTION_CONTEXT = 120
