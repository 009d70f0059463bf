"""«Сейчас»: what is on, what comes next, what has no date yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "website/pages/home.html")
