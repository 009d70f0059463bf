"""Addresses of proposing: the page of one city or department."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.proposals import understanding

urlpatterns: list[URLPattern | URLResolver] = [
    path("rows/understand/", understanding.understand, name="row_understand"),
]
