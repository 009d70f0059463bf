"""The next plan from the last one: editions, months with hints, open hosts, stale rows."""

from planbook.succession.proposal import NextPlan, NextRow, WaitingSeries

__all__ = ["NextPlan", "NextRow", "WaitingSeries"]
