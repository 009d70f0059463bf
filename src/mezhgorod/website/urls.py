"""Public addresses. They are promises: a page that moves leaves a redirect."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
