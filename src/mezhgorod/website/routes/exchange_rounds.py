"""Addresses of running rounds: planned, followed on the wall, answers looked through, versions."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.exchange_rounds import planning, reviewing, steps, wall

_ROUND = "exchanges/rounds/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("exchanges/<int:pk>/rounds/", planning.rounds, name="exchange_rounds"),
    path("exchanges/<int:pk>/discipline/", planning.discipline, name="exchange_discipline"),
    path(_ROUND, wall.wall, name="exchange_round"),
    path(f"{_ROUND}do/", steps.act, name="round_do"),
    path(f"{_ROUND}cities/", wall.cities, name="round_cities"),
    path(f"{_ROUND}versions/", planning.versions, name="round_versions"),
    path("exchanges/answers/<int:pk>/review/", reviewing.review, name="response_review"),
    path("exchanges/answers/<int:pk>/decide/", reviewing.decide, name="response_decide"),
]
