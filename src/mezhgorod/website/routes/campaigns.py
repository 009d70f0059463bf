"""Addresses of collecting proposals: for the coordinator."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
