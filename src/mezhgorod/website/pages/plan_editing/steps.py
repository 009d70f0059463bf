"""Steps on many rows and on sections, and the last step taken back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.bulk import ManyRows, change_many, ensure_some
from mezhgorod.planning.actions.rows.ordering import sort_section
from mezhgorod.planning.actions.rows.row_editing import remove_rows
from mezhgorod.planning.actions.rows.sections import (
    SectionWords,
    add_section,
    move_section,
    remove_section,
    rename_section,
)
from mezhgorod.planning.actions.rows.undoing import undo_last_change
from mezhgorod.planning.actions.years.periodicals import add_periodicals
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.rules.words_of_steps import named_section
from mezhgorod.registry.rules import number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.plan_editing import batch_of, ticked
from mezhgorod.website.pages.plan_editing.doors import done, editors, step_of
from planbook.language import plural

_ROWS = ("строка", "строки", "строк")


@require_POST
@editors
@step_of
def many(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Change ticked rows: move them to a section, give them a time or a place, remove them."""
    items = ticked(request.POST)
    ensure_some(items)
    actor, now = actor_of_request(request), timezone.now()
    if request.POST.get("do") == "delete":
        count = remove_rows(plan=plan, items=items, grounds=Grounds(), actor=actor, now=now)
        return done(request, plan, f"Удалено: {_rows(count)}. Их можно вернуть.")
    is_move = request.POST.get("do") == "move"
    facet = "section" if is_move else request.POST.get("facet", "")
    value = request.POST.get("section" if is_move else "value", "")
    rows = ManyRows(items, facet, value)
    count = change_many(plan=plan, many=rows, grounds=Grounds(), actor=actor, now=now)
    words = "Перенесено" if is_move else "Изменено"
    return done(request, plan, f"{words}: {_rows(count)}.")


@require_POST
@editors
@step_of
def undo(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Take back the step that the page showed as the last one."""
    step = undo_last_change(
        plan=plan,
        actor=actor_of_request(request),
        now=timezone.now(),
        batch=batch_of(request.POST),
    )
    item = next((one.item_id for one in step.changes if one.item_id), None)
    is_there = item is not None and PlanItem.objects.filter(pk=item).exists()
    return done(request, plan, f"Отменено: {step.words}.", anchor=f"row-{item}" if is_there else "")


@require_POST
@editors
@step_of
def section_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Add a section at the end of the plan."""
    added = add_section(
        plan=plan,
        words=SectionWords(request.POST.get("heading", "")),
        actor=actor_of_request(request),
        now=timezone.now(),
    )
    words = f"Добавлен раздел {named_section(added.heading)}."
    return done(request, plan, words, anchor=f"section-{added.pk}")


@require_POST
@editors
@step_of
def section(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """Rename, move, sort, remove a section or add publications to it, as `do` says."""
    stored = get_object_or_404(plan.sections.all(), pk=pk)
    stored.plan = plan
    steps = {
        "rename": _renamed,
        "up": _moved,
        "down": _moved,
        "sort": _sorted,
        "delete": _removed,
        "periodicals": _with_periodicals,
    }
    step = steps.get(request.POST.get("do", ""))
    if step is None:
        raise Http404
    return step(request, plan, stored)


def _renamed(request: HttpRequest, plan: Plan, stored: PlanSection) -> HttpResponse:
    heading = request.POST.get("heading", "")
    renamed = rename_section(
        section=stored, heading=heading, actor=actor_of_request(request), now=timezone.now()
    )
    words = f"Раздел называется {named_section(renamed.heading)}."
    return done(request, plan, words, anchor=f"section-{stored.pk}")


def _with_periodicals(request: HttpRequest, plan: Plan, stored: PlanSection) -> HttpResponse:
    added = add_periodicals(
        plan=plan, section=stored, actor=actor_of_request(request), now=timezone.now()
    )
    words = f"Добавлены издания: {_rows(len(added))}."
    return done(request, plan, words, anchor=f"row-{added[0].pk}")


def _moved(request: HttpRequest, plan: Plan, stored: PlanSection) -> HttpResponse:
    step = -1 if request.POST["do"] == "up" else 1
    place = plan.sections.filter(position__lt=stored.position).count() + 1
    moved = move_section(
        section=stored,
        position=place + step,
        actor=actor_of_request(request),
        now=timezone.now(),
    )
    now_at = plan.sections.filter(position__lt=moved.position).count() + 1
    words = f"Раздел {named_section(moved.heading)} теперь {now_at}-й."
    return done(request, plan, words, anchor=f"section-{stored.pk}")


def _sorted(request: HttpRequest, plan: Plan, stored: PlanSection) -> HttpResponse:
    has_moved = sort_section(section=stored, actor=actor_of_request(request), now=timezone.now())
    done_words = "упорядочен по времени" if has_moved else "уже упорядочен по времени"
    words = f"Раздел {named_section(stored.heading)} {done_words}."
    return done(request, plan, words, anchor=f"section-{stored.pk}")


def _removed(request: HttpRequest, plan: Plan, stored: PlanSection) -> HttpResponse:
    rows_to = plan.sections.filter(pk=number_of(request.POST.get("rows_to", ""))).first()
    count = remove_section(
        section=stored, rows_to=rows_to, actor=actor_of_request(request), now=timezone.now()
    )
    moved = f" Перенесено: {_rows(count)}." if count else ""
    return done(request, plan, f"Раздел {named_section(stored.heading)} удалён.{moved}")


def _rows(count: int) -> str:
    return f"{count} {plural(count, *_ROWS)}"
