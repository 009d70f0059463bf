"""Addresses of the JSON and its description in OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from dmr.openapi import OpenAPIConfig, build_schema
from dmr.routing import Router

from mezhgorod.website.api.controllers import (
    CityController,
    EventController,
    OpenController,
    PlanController,
    PlansController,
    SectionController,
)
from mezhgorod.website.api.exchanges import (
    ExchangeTableController,
    ExchangeTablesController,
    tables_state,
)
from mezhgorod.website.open_data import answer_openly
from mezhgorod.website.release import VERSION

PREFIX = "api/v1/"
_DESCRIPTION = (
    "Опубликованные планы мероприятий, их разделы, города и мероприятия; открытые таблицы "
    "информационных обменов. Читать можно всем, без ключа; неопубликованного здесь нет. "
    "Перечисленные ключи не меняются и не исчезают, новые могут появиться."
)
_READING = {"GET", "HEAD", "OPTIONS"}


def _open_path(
    route: str,
    controller: type[OpenController],
    name: str,
    state: Callable[[], tuple[object, ...]] = tuple,
) -> URLPattern:
    """Return an address that answers conditionally, to all origins, and to HEAD like to GET.

    `state` is what its answer depends on beside published plans.
    """
    view = controller.as_view()

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        if request.method not in _READING:
            return view(request, **kwargs)
        is_head = request.method == "HEAD"

        def build() -> HttpResponseBase:
            # The framework answers GET only; the server cuts the body off for HEAD.
            request.method = "GET" if is_head else request.method
            try:
                return view(request, **kwargs)
            finally:
                request.method = "HEAD" if is_head else request.method

        return answer_openly(request, plan=None, parts=state(), build=build)

    return path(route, answer, name=name)


router = Router(
    PREFIX,
    [
        _open_path("plans/", PlansController, "api_plans"),
        _open_path("plans/<slug:slug>/", PlanController, "api_plan"),
        _open_path("plans/<slug:slug>/sections/<int:position>/", SectionController, "api_section"),
        _open_path("cities/<slug:slug>/", CityController, "api_city"),
        _open_path("events/<str:uid>/", EventController, "api_event"),
        _open_path("tables/", ExchangeTablesController, "api_exchange_tables", tables_state),
        _open_path("tables/<int:pk>/", ExchangeTableController, "api_exchange_table", tables_state),
    ],
)

_schema = build_schema(
    router,
    config=OpenAPIConfig(
        title="Межгород: данные планов", version=VERSION, description=_DESCRIPTION
    ),
)


def openapi(request: HttpRequest) -> HttpResponseBase:
    """The description of the JSON for programs."""
    return answer_openly(request, plan=None, build=_openapi)


def _openapi() -> HttpResponse:
    content = json.dumps(_schema.convert(), ensure_ascii=False, indent=1)
    return HttpResponse(content, content_type="application/json")


urlpatterns: list[URLPattern | URLResolver] = [
    router.to_urlpatterns(),
    path(f"{PREFIX}openapi.json", openapi, name="api_description"),
]
