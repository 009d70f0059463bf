"""Addresses of associations, members, bodies, offices, agreements."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
