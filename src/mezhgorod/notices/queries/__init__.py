"""Reads of notices that more than one face needs."""
