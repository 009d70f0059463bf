"""Addresses of people, their roles, personal links and personal data."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
