"""Decisions of papers over plain values: no queries, no clock."""
