"""Addresses of confirming what was read in reports."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages import report_reading

_ONE = "reports/<slug:slug>/reading/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ONE, report_reading.reading, name="report_reading"),
    path(f"{_ONE}now/", report_reading.read_now, name="report_read_now"),
    path(f"{_ONE}do/", report_reading.act, name="report_reading_do"),
    path(f"{_ONE}facts/<int:pk>/", report_reading.fact, name="report_reading_fact"),
    path(f"{_ONE}events/<int:pk>/", report_reading.event, name="report_reading_event"),
]
