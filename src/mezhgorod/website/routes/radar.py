"""Addresses of clashes and gaps."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages import radar

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/radar/", radar.plan_radar, name="plan_radar"),
]
