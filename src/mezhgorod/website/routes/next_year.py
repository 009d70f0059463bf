"""Addresses of the plan of the next period, and of the editions of series it counts by."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages import next_year

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/next/", next_year.plan_next, name="plan_next"),
    path("series/<slug:slug>/editions/", next_year.record, name="series_edition"),
    path("series/<slug:slug>/editions/<int:pk>/", next_year.host, name="series_host"),
]
