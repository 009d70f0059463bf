"""Addresses of figures over years."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.statistics import page

urlpatterns: list[URLPattern | URLResolver] = [
    path("statistics/", page.statistics, name="statistics"),
    path("statistics/<slug:key>.<slug:extension>", page.statistics_file, name="statistics_file"),
]
