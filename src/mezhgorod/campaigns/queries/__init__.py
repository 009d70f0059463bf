"""Campaigns: not yet filled."""
