"""Addresses of the whole installation."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("mezhgorod.website.urls")),
]
