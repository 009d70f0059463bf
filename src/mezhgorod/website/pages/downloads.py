"""«Скачать»: a plan, the rows found in it, or all rows of a city as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import (
    LayoutChoice,
    apply_filter,
    items_of_plan,
    layout_choices,
    plan_subject,
    plans_visible_to,
)
from mezhgorod.planning.queries.cities import items_of_city
from mezhgorod.planning.queries.visibility import sees_drafts
from mezhgorod.planning.rules import KEEP_LAYOUTS, PlanState
from mezhgorod.publication.files import WrittenFile, city_file, logo_changed_at, plan_file
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import Actor, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.conditional import answer_conditionally
from mezhgorod.website.forms.event_filter import filter_pairs, read_filter
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.open_data import EVERYBODY, answer_openly, links_of
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame, render_plan
from planbook.writers import WRITERS, Takes

# Longer files take seconds; only one of them is written at a time, so that pages go on answering.
LONG_ROWS = 3000
_long_file = BoundedSemaphore(1)
_RETRY_AFTER = 15
_reading = require_http_methods(["GET", "HEAD", "OPTIONS"])


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format to choose: what people call it and what it is for."""

    extension: str
    name: str
    purpose: str

    @property
    def has_layout(self) -> bool:
        return WRITERS[self.extension].takes in {Takes.PRINTED, Takes.FLAT}


FILE_KINDS = (
    FileKind("docx", "Word", "согласовать, подписать и разослать"),
    FileKind("pdf", "PDF", "опубликовать и напечатать: вид не изменится"),
    FileKind("xlsx", "Excel", "сортировать и отбирать строки, считать"),
    FileKind("html", "Страница", "поставить на свой сайт или открыть в браузере"),
    FileKind("csv", "CSV", "загрузить таблицу в другую программу"),
    FileKind("json", "JSON", "все данные плана для других программ"),
    FileKind("ics", "Календарь", "мероприятия с известными сроками в свой календарь"),
)
# The page of a city offers its calendar beside the subscription to it.
CITY_FILE_KINDS = tuple(kind for kind in FILE_KINDS if kind.extension != "ics")


@never_cache
def plan_files(request: HttpRequest, slug: str) -> HttpResponse:
    """In which form to take the plan: formats, layouts, and which rows the filter leaves."""
    shown = find_plan(request, slug)
    frame = plan_frame(request, shown, "plan_files")
    count = apply_filter(items_of_plan(plan=frame.plan), frame.wanted).count()
    choices = layout_choices(plan=frame.plan)
    return render_plan(
        request,
        "files.html",
        frame,
        choices=choices,
        chosen=_chosen(choices, request.GET.get("layout", "")),
        with_layout=[kind for kind in FILE_KINDS if kind.has_layout],
        without_layout=[kind for kind in FILE_KINDS if not kind.has_layout],
        pairs=filter_pairs(frame.wanted),
        count=count,
        is_long=count > LONG_ROWS,
        can_change=may(actor_of_request(request), KEEP_LAYOUTS, plan_subject(frame.plan)),
    )


@_reading
def plan_download(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    """A plan as a file: `?layout=` chooses its look, the filter of the address its rows."""
    plans = plans_visible_to(actor=actor_of_request(request)).select_related("owner")
    plan = get_object_or_404(plans, slug=slug)
    kind = _known(extension)
    choice = _layout(plan, request.GET.get("layout", ""))
    wanted = read_filter(request.GET)
    items = apply_filter(items_of_plan(plan=plan), wanted)

    def build() -> HttpResponse:
        return _written(
            request,
            items.count(),
            lambda: plan_file(
                plan=plan,
                layout=choice.layout,
                extension=kind,
                links=links_of(request),
                items=items if wanted else None,
            ),
        )

    parts = (repr(choice.layout), logo_changed_at(plan))
    if plan.state == PlanState.PUBLISHED:
        return answer_openly(request, plan=plan, parts=parts, build=build)
    state = (plan.pk, plan.revision, plan.updated_at, request.get_full_path(), *parts)
    return answer_conditionally(request, parts=state, updated_at=plan.updated_at, build=build)


@_reading
def city_download(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    """All rows about a city that this visitor may read, as a file."""
    city = get_object_or_404(Municipality, slug=slug)
    kind = _known(extension)
    actor = actor_of_request(request)
    is_private = sees_drafts(actor)
    reader = actor if is_private else EVERYBODY
    changed_at = _last_change(reader)

    def build() -> HttpResponse:
        return _written(
            request,
            items_of_city(municipality=city, actor=reader).count(),
            lambda: city_file(
                municipality=city,
                actor=reader,
                extension=kind,
                links=links_of(request),
                now=changed_at,
            ),
        )

    if not is_private:
        return answer_openly(request, plan=None, build=build)
    unpublished = (request.get_full_path(), changed_at)
    return answer_conditionally(request, parts=unpublished, updated_at=changed_at, build=build)


def _chosen(choices: list[LayoutChoice], key: str) -> str:
    return key if key in {choice.key for choice in choices} else choices[0].key


def _known(extension: str) -> str:
    if extension not in WRITERS:
        raise Http404
    return extension


def _layout(plan: Plan, key: str) -> LayoutChoice:
    """Return the layout of an address; without one that in which the plan is printed."""
    choices = layout_choices(plan=plan)
    if not key:
        return choices[0]
    found = next((choice for choice in choices if choice.key == key), None)
    if found is None:
        raise Http404
    return found


def _last_change(reader: Actor) -> datetime:
    changed: datetime | None = plans_visible_to(actor=reader).aggregate(at=Max("updated_at"))["at"]
    return changed or timezone.now()


def _written(request: HttpRequest, count: int, write: Callable[[], WrittenFile]) -> HttpResponse:
    """Write a file; a second long one at the same time is put off."""
    if count <= LONG_ROWS:
        return hand_out(write())
    with writing_long_file() as is_free:
        if is_free:
            return hand_out(write())
    page = render(request, "website/downloads/busy.html", status=503)
    page["Retry-After"] = str(_RETRY_AFTER)
    return page


@contextmanager
def writing_long_file() -> Iterator[bool]:
    """Hold the one place for long files of this process; tell whether it was free."""
    is_free = _long_file.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            _long_file.release()
