"""Addresses by topic; `website.urls` joins them."""
