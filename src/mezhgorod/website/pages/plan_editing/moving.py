"""Rows put at another place: by buttons, by choosing section and place, by dragging."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mezhgorod.planning.actions.rows.ordering import move_row, pin_row
from mezhgorod.planning.actions.rows.writing import RowPlace, place_of
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.registry.rules import RuleViolation, count_in, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.plan_editing.doors import done, editors, step_of

_GONE = "Этой строки в плане уже нет: её удалил другой сотрудник. Обновите страницу."
_NO_SECTION = "Выберите раздел, в который переставить строку."
_FIRST = "Строка «{title}» уже стоит первой в плане."
_LAST = "Строка «{title}» уже стоит последней в плане."
_MOVED = "Строка «{title}» теперь {place}-я из {count} в разделе {heading}."


@require_POST
@editors
@step_of
def move(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Put a row elsewhere: `up` or `down` name a row, or `item` with `section` and `position`."""
    item = _item(plan, request.POST.get("up") or request.POST.get("down") or _sent(request))
    place = _place(request, plan, item)
    moved = move_row(item=item, place=place, actor=actor_of_request(request), now=timezone.now())
    position, section = place_of(moved), moved.section
    heading = f"«{section.heading}»" if section.heading else "без заголовка"
    words = _MOVED.format(
        title=item.event.title, place=position, count=section.items.count(), heading=heading
    )
    anchor = f"row-{item.pk}"
    return done(request, plan, words, anchor=anchor, section=section.pk, position=position)


@require_POST
@editors
@step_of
def pin(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """Keep a row on top of its section when the section is sorted by time, or let it go."""
    item = _item(plan, str(pk))
    is_pinned = request.POST.get("do") != "unpin"
    pin_row(item=item, is_pinned=is_pinned, actor=actor_of_request(request), now=timezone.now())
    done_words = "закреплена вверху раздела" if is_pinned else "больше не закреплена"
    words = f"Строка «{item.event.title}» {done_words}."
    return done(request, plan, words, anchor=f"row-{item.pk}")


def _sent(request: HttpRequest) -> str:
    return request.POST.get("item", "")


def _item(plan: Plan, text: str) -> PlanItem:
    items = PlanItem.objects.filter(section__plan=plan).select_related("section", "event")
    item = items.filter(pk=number_of(text)).first()
    if item is None:
        raise RuleViolation("row.gone", _GONE)
    return item


def _place(request: HttpRequest, plan: Plan, item: PlanItem) -> RowPlace:
    if "up" in request.POST:
        return _above(plan, item)
    if "down" in request.POST:
        return _below(plan, item)
    section = plan.sections.filter(pk=number_of(request.POST.get("section", ""))).first()
    if section is None:
        raise RuleViolation("row.no_section", _NO_SECTION, "section")
    return RowPlace(section, count_in(request.POST.get("position", "")))


def _above(plan: Plan, item: PlanItem) -> RowPlace:
    position = place_of(item)
    if position > 1:
        return RowPlace(item.section, position - 1)
    above = plan.sections.filter(position__lt=item.section.position).order_by("-position").first()
    if above is None:
        raise RuleViolation("row.first", _FIRST.format(title=item.event.title))
    return RowPlace(above)


def _below(plan: Plan, item: PlanItem) -> RowPlace:
    position = place_of(item)
    if position < item.section.items.count():
        return RowPlace(item.section, position + 1)
    below: PlanSection | None = (
        plan.sections.filter(position__gt=item.section.position).order_by("position").first()
    )
    if below is None:
        raise RuleViolation("row.last", _LAST.format(title=item.event.title))
    return RowPlace(below, 1)
