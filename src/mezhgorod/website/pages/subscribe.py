"""«Подписаться» and «Данные для программ»: addresses of feeds and JSON, and how to use them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mezhgorod.planning.models import EventPlace, Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.website.board.year import section_label
from mezhgorod.website.open_data import published_plans
from mezhgorod.website.pages.plan_frame import ShownPlan, plan_frame, plan_view, render_plan

_SHOWN_PLANS = 20


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its addresses: over the web and for programs that know `webcal:`."""

    label: str
    url: str

    @property
    def webcal(self) -> str:
        return f"webcal:{self.url.partition(':')[2]}"

    @property
    def strict_url(self) -> str:
        """The same feed without rows whose days are not named."""
        return f"{self.url}?fuzzy=omit"


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the JSON: its pattern, its words and a real example."""

    pattern: str
    words: str
    example: str


@plan_view
def plan(request: HttpRequest, shown: ShownPlan) -> HttpResponse:
    """How to see a plan in one's own calendar."""
    frame, plan = plan_frame(request, shown, "plan_subscribe"), shown.plan
    whole = Feed(plan.title, _absolute(request, "plan_calendar", plan.slug))
    sections = [
        Feed(section_label(one), _absolute(request, "section_calendar", plan.slug, one.position))
        for one in frame.choices.sections
    ]
    return render_plan(
        request,
        "subscribe.html",
        frame,
        whole=whole,
        sections=sections,
        is_published=plan.state == PlanState.PUBLISHED,
        count=0,
    )


def data(request: HttpRequest) -> HttpResponse:
    """What programs may read: JSON, its description, calendars."""
    plans = list(published_plans().order_by("-period_start", "title")[:_SHOWN_PLANS])
    context = {
        "plans": plans,
        "addresses": _addresses(plans[0] if plans else None),
        "description": _absolute(request, "api_description"),
    }
    return render(request, "website/pages/data.html", context)


def _addresses(plan: Plan | None) -> list[Address]:
    """Return every address with an example out of one plan; without plans there are none."""
    slug = plan.slug if plan else ""
    city, event = _named_in(plan) if plan else ("", "")
    return [
        Address("/api/v1/plans/", "опубликованные планы", reverse("api_plans")),
        _address("/api/v1/plans/<адрес>/", "план целиком со словами документа", "api_plan", slug),
        _address("/api/v1/plans/<адрес>/sections/<номер>/", "раздел плана", "api_section", slug, 1),
        _address("/api/v1/cities/<адрес>/", "всё, что касается города", "api_city", city),
        _address(
            "/api/v1/events/<номер>/", "мероприятие и его строки во всех планах", "api_event", event
        ),
        _address("/plans/<адрес>/calendar.ics", "план как календарь", "plan_calendar", slug),
        _address(
            "/plans/<адрес>/sections/<номер>/calendar.ics",
            "раздел как календарь",
            "section_calendar",
            slug,
            1,
        ),
        _address("/cities/<адрес>/calendar.ics", "город как календарь", "city_calendar", city),
    ]


def _address(pattern: str, words: str, name: str, key: str, *rest: object) -> Address:
    return Address(pattern, words, reverse(name, args=(key, *rest)) if key else "")


def _named_in(plan: Plan) -> tuple[str, str]:
    """Return the addresses of some city and some event of a plan, empty where it has none."""
    places = EventPlace.objects.filter(
        municipality__isnull=False, event__items__section__plan=plan
    ).order_by("event__items__position")
    city, event = places.values_list("municipality__slug", "event__uid").first() or ("", "")
    return city, str(event)


def _absolute(request: HttpRequest, name: str, *args: object) -> str:
    return request.build_absolute_uri(reverse(name, args=args))
