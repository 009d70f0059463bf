"""Addresses of preparing an event: invitations, answers, programme."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
