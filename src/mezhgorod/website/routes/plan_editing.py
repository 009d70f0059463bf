"""Addresses of composing and changing the rows of a plan."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
