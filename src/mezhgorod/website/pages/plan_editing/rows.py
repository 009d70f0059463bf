"""Single rows: opened, saved, added, removed; a second person's words are set beside one's own."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.row_editing import (
    RowConflict,
    SeenRow,
    add_rows,
    change_row,
    remove_rows,
)
from mezhgorod.planning.actions.rows.writing import RowPlace, place_of
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.rules.typed import Cells
from mezhgorod.registry.rules import RuleViolation, count_in, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.plan_editing import seen_row, taken_cells
from mezhgorod.website.pages.plan_editing.doors import (
    back_to,
    desk_of,
    done,
    editors,
    step_of,
    undo_words,
)
from mezhgorod.website.pages.plan_editing.hints import with_hints
from mezhgorod.website.pages.plan_editing.listing import editing_page, listed_row
from mezhgorod.website.pages.plan_editing.opened import NEW, Opened, Workbench
from mezhgorod.website.row_editor import blank_cells, sent_cells

_GONE = "Этой строки в плане уже нет: её удалил другой сотрудник."
_SAVED = "Строка сохранена: «{title}»."
_SAME = "В строке ничего не изменилось."
_REMOVED = "Строка «{title}» удалена. Её можно вернуть кнопкой «Вернуть как было»."


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def row(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """One row: GET opens it (`?close=1` closes), POST keeps what was typed."""
    item = _items(plan).filter(pk=pk).first()
    if item is None:
        return _gone(request, plan, pk)
    desk = desk_of(request, plan)
    if not desk.is_open or not desk.may_some:
        return redirect(back_to(request, plan))
    if request.method == "POST":
        return _sent(request, plan, item)
    if request.GET.get("close"):
        return _closed(request, plan, item.pk)
    return _show(request, plan, Workbench(plan).open_row(item))


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """A row that is not there yet: `?section=` and `?at=` say where it goes."""
    params = request.POST if request.method == "POST" else request.GET
    section = _section(plan, params.get("section", ""))
    at, bench = count_in(params.get("at", "")), Workbench(plan)
    if request.method != "POST":
        return editing_page(request, plan, bench.open_new(section, at))
    try:
        if params.get("do") == "show":
            return editing_page(request, plan, bench.open_new(section, at, request.POST.dict()))
        sent = sent_cells(request.POST.dict(), NEW, blank_cells(bench.skeleton.columns))
        cells = [(cell.role, cell.text) for cell in sent]
        (item,) = _add(request, plan, RowPlace(section, at), cells)
    except RuleViolation as refusal:
        opened = bench.refused((None, section.pk, at), request.POST.dict(), refusal)
        return editing_page(request, plan, opened, status=422)
    words = f"Строка добавлена: «{item.event.title}»."
    if params.get("do") == "more":
        messages.info(request, words)
        following = f"?section={section.pk}&at={place_of(item) + 1}#row-new"
        return redirect(reverse("plan_row_new", args=(plan.slug,)) + following)
    return done(request, plan, words, anchor=f"row-{item.pk}")


@require_POST
@editors
@step_of
def delete(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """Remove a row; «Вернуть» brings it back."""
    item = _items(plan).filter(pk=pk).first()
    count = remove_rows(
        plan=plan,
        items=[item] if item else [],
        grounds=Grounds(),
        actor=actor_of_request(request),
        now=timezone.now(),
    )
    words = _REMOVED.format(title=item.event.title) if item and count else _GONE
    anchor = f"section-{item.section_id}" if item else ""
    return done(request, plan, words, anchor=anchor)


def _sent(request: HttpRequest, plan: Plan, item: PlanItem) -> HttpResponse:
    data, bench = request.POST.dict(), Workbench(plan)
    try:
        if data.get("do") == "show":
            return _show(request, plan, bench.open_row(item, data))
        cells, seen = _typed(request, bench, item)
        answer = change_row(
            item=item,
            cells=cells,
            seen=seen,
            grounds=Grounds(),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        opened = bench.refused((item.pk, item.section_id, None), data, refusal)
        return _show(request, plan, opened, status=422)
    if isinstance(answer, RowConflict):
        return _show(request, plan, bench.open_conflict(item, answer), status=409)
    is_same = answer.fingerprint == item.fingerprint
    words = _SAME if is_same else _SAVED.format(title=answer.event.title)
    return _closed(request, plan, item.pk, words)


def _typed(request: HttpRequest, bench: Workbench, item: PlanItem) -> tuple[Cells, SeenRow | None]:
    """Return the words of a row and what the person saw when typing them."""
    seen = seen_row(request.POST.get("seen", ""))
    if "typed" in request.POST:
        typed = seen_row(request.POST["typed"]).cells or ()
        return taken_cells(request.POST, typed, seen.cells or ()), seen
    cells = bench.typed(item, request.POST.dict())
    return [(cell.role, cell.text) for cell in cells], seen


def _gone(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """The row has gone meanwhile; what was typed into it is offered as a new row."""
    section = plan.sections.order_by("position").first()
    if request.method != "POST" or section is None:
        messages.error(request, _GONE)
        return redirect(back_to(request, plan))
    bench = Workbench(plan)
    data = {
        f"{NEW}{name.removeprefix(f'row-{pk}')}": text
        for name, text in request.POST.dict().items()
        if name.startswith(f"row-{pk}.")
    }
    messages.error(request, f"{_GONE} Ваш текст цел: проверьте раздел и добавьте строку заново.")
    try:
        opened = bench.open_new(section, None, data)
    except RuleViolation as refusal:
        opened = bench.refused((None, section.pk, None), data, refusal)
    return editing_page(request, plan, opened, status=409)


def _show(request: HttpRequest, plan: Plan, opened: Opened, status: int = 200) -> HttpResponse:
    if not request.headers.get("HX-Request") or opened.item_id is None:
        return editing_page(request, plan, opened, status=status)
    # A script only swaps the piece in; for the browser a refusal would be a fault of the page.
    return _piece(request, plan, opened.item_id, opened)


def _closed(request: HttpRequest, plan: Plan, pk: int, words: str = "") -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _piece(request, plan, pk, None, words)
    return done(request, plan, words, anchor=f"row-{pk}")


def _piece(
    request: HttpRequest,
    plan: Plan,
    pk: int,
    opened: Opened | None,
    words: str = "",
) -> HttpResponse:
    desk = desk_of(request, plan)
    context = {
        "plan": plan,
        "desk": desk,
        "one": listed_row(desk, pk, with_hints(request, plan, opened)),
        "understand_url": reverse("plan_row_understand", args=(plan.slug,)),
        "said": words,
        "is_piece": True,
        "every": list(plan.sections.order_by("position")) if opened else (),
        **undo_words(plan),
    }
    return render(request, "website/plan_editing/piece.html", context)


def _add(request: HttpRequest, plan: Plan, place: RowPlace, cells: Cells) -> list[PlanItem]:
    return add_rows(
        plan=plan,
        place=place,
        rows=[cells],
        grounds=Grounds(),
        actor=actor_of_request(request),
        now=timezone.now(),
    )


def _items(plan: Plan) -> QuerySet[PlanItem]:
    items = PlanItem.objects.filter(section__plan=plan)
    return items.select_related("section", "event", "content")


def _section(plan: Plan, text: str) -> PlanSection:
    return get_object_or_404(plan.sections.all(), pk=number_of(text))
