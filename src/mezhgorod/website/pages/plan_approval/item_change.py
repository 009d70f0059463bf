"""«Изменить строку»: choose what happens to a row, say why, see at once what the program reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.planning.actions.changes import changing, regrouping
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import items_of_plan, plan_skeleton, row_draft
from mezhgorod.planning.rules import (
    AMEND_PLAN,
    CHANGE_DRAFT,
    FROZEN_STATES,
    AttendanceMode,
    ChangeKind,
)
from mezhgorod.planning.rules.changes import is_said_cancelled, with_place, with_timing
from mezhgorod.registry.rules import Actor, RuleViolation, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.forms.plan_approval import CHANGE_FORMS, CellsForm, GroundsForm
from mezhgorod.website.pages.plan_approval.frame import for_those_who, show
from mezhgorod.website.row_editor import understood_row
from planbook.plans import EventDraft

_LABELS = {
    ChangeKind.POSTPONE: "Перенести",
    ChangeKind.FIX_DATE: "Назначить дату",
    ChangeKind.CANCEL: "Отменить",
    ChangeKind.HOST: "Сменить место",
    ChangeKind.FORMAT: "Сменить формат",
    ChangeKind.REPLACE: "Заменить",
    ChangeKind.SPLIT: "Разделить",
    ChangeKind.MERGE: "Объединить",
    ChangeKind.REMOVE: "Исключить",
}
_WHAT = {
    ChangeKind.POSTPONE: "Новый срок появится в плане и в календарях тех, кто подписан. "
    "Оставьте срок пустым, если он неизвестен: в плане будет «срок уточняется».",
    ChangeKind.FIX_DATE: "Строка без даты получит дату.",
    ChangeKind.CANCEL: "Строка останется на своём месте с пометкой «отменено».",
    ChangeKind.HOST: "Срок и остальные слова строки не изменятся.",
    ChangeKind.FORMAT: "Формат пишется рядом с местом.",
    ChangeKind.REPLACE: "На месте этой строки будет другое мероприятие. Прежнее останется "
    "в истории.",
    ChangeKind.SPLIT: "Первая строка остаётся на месте этой, вторая встанет сразу под ней.",
    ChangeKind.MERGE: "Отметьте строки, которые войдут в эту. Они исчезнут из плана, "
    "но останутся в истории и в прежних редакциях.",
    ChangeKind.REMOVE: "Строка исчезнет из плана, но останется в истории и в прежних редакциях. "
    "Если мероприятие отменено, лучше отменить его: тогда об этом узнают.",
}
_CHANGED = (
    "Пока вы писали, эту строку изменили. Сейчас в ней: {words}. Ваш текст цел: проверьте его и "
    "сохраните ещё раз, чтобы заменить чужой."
)
_PARTS = 2
_MAX_OTHERS = 300


@dataclass(frozen=True, slots=True)
class _Sent:
    """Everything an action needs of a request."""

    plan: Plan
    item: PlanItem
    form: Any
    actor: Actor
    merged: Sequence[PlanItem]


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(AMEND_PLAN, CHANGE_DRAFT)
def item_change(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """Choose what happens to a row (`?do=`), then say it."""
    item = _item(plan, pk)
    kind = _kind(request.POST.get("do") or request.GET.get("do", ""))
    if kind is None:
        return _page(request, plan, item)
    form = _form(kind, item, plan, request)
    if request.method != "POST":
        return _page(request, plan, item, kind=kind, form=form)
    if not form.is_valid():
        return _page(request, plan, item, kind=kind, form=form, status=422)
    if _is_outdated(request, item, kind):
        form.add_error(None, _CHANGED.format(words=_words(item)))
        return _page(request, plan, item, kind=kind, form=form, status=409)
    sent = _Sent(plan, item, form, actor_of_request(request), _merged(request, plan, kind))
    try:
        done = _ACTIONS[kind](sent)
    except RuleViolation as refusal:
        form.refuse(refusal)
        return _page(request, plan, item, kind=kind, form=form, status=422)
    _say(request, plan, done)
    return redirect(_where(plan, item, kind))


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(AMEND_PLAN, CHANGE_DRAFT)
def item_add(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Include a row into a section of a plan, with a reason where the plan is approved."""
    sections = list(plan.sections.order_by("position"))
    chosen = number_of(request.POST.get("section") or request.GET.get("section", ""))
    section = next((one for one in sections if one.pk == chosen), sections[0] if sections else None)
    if section is None:
        raise Http404
    form = CellsForm(request.POST or None, cells=_blank_cells(plan))
    if request.method == "POST" and form.is_valid():
        cells = form.parts[0] if form.parts else [("title", "")]
        try:
            change = regrouping.add_item(
                plan=plan,
                place=RowPlace(section),
                cells=cells,
                grounds=form.grounds,
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.refuse(refusal)
        else:
            _say(request, plan, change)
            return redirect("event", change.event_uid)
    return show(
        request,
        plan,
        "item_add.html",
        status=422 if form.is_bound else 200,
        form=form,
        sections=sections,
        section=section,
        needs_reason=plan.state in FROZEN_STATES,
    )


@require_POST
@for_those_who(AMEND_PLAN, CHANGE_DRAFT)
def item_read(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """What is read of a new time or place while it is typed, as a piece of the page."""
    item = _item(plan, pk)
    words = request.POST.get("wording", "")[:2000].replace("\0", "")
    row = row_draft(item)
    is_place = request.POST.get("do") == ChangeKind.HOST
    cells = with_place(row, words) if is_place else with_timing(row, words)
    skeleton, sections = plan_skeleton(plan=plan)
    place = list(sections).index(item.section_id)
    understood = understood_row(skeleton, place, row, cells) if words.strip() else None
    return render(request, "website/row_editor/understood.html", {"understood": understood})


def _page(
    request: HttpRequest,
    plan: Plan,
    item: PlanItem,
    *,
    kind: ChangeKind | None = None,
    form: GroundsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row = row_draft(item)
    is_merging = kind == ChangeKind.MERGE
    return show(
        request,
        plan,
        "item_change.html",
        status=status,
        item=item,
        row=row,
        kinds=[(one.value, _LABELS[one]) for one in _kinds(row)],
        kind=kind.value if kind else "",
        label=_LABELS[kind] if kind else "",
        what=_WHAT[kind] if kind else "",
        form=form,
        needs_reason=plan.state in FROZEN_STATES,
        is_live=kind in {ChangeKind.POSTPONE, ChangeKind.FIX_DATE, ChangeKind.HOST},
        others=_others(plan, item) if is_merging else (),
        merged={str(one.pk) for one in _merged(request, plan, kind)} if is_merging else (),
    )


def _is_outdated(request: HttpRequest, item: PlanItem, kind: ChangeKind) -> bool:
    """Return whether a whole row was typed over words that are no longer there."""
    seen = request.POST.get("seen", "")
    return issubclass(CHANGE_FORMS[kind], CellsForm) and seen not in {"", item.fingerprint}


def _words(item: PlanItem) -> str:
    texts = (" ".join(cell.text.split()) for cell in row_draft(item).cells)
    return "; ".join(text for text in texts if text)


def _postpone(sent: _Sent) -> Any:
    data = sent.form.cleaned_data
    return changing.postpone(
        **_common(sent), wording=data["wording"], keeps_former=data["keeps_former"]
    )


def _fix_date(sent: _Sent) -> Any:
    return changing.fix_date(**_common(sent), wording=sent.form.cleaned_data["wording"])


def _host(sent: _Sent) -> Any:
    return changing.change_host(**_common(sent), wording=sent.form.cleaned_data["wording"])


def _format(sent: _Sent) -> Any:
    mode = AttendanceMode(sent.form.cleaned_data["mode"])
    return changing.change_format(**_common(sent), mode=mode)


def _replace(sent: _Sent) -> Any:
    return changing.replace_item(**_common(sent), cells=_first(sent))


def _split(sent: _Sent) -> Any:
    return regrouping.split_item(**_common(sent), parts=sent.form.parts)


def _merge(sent: _Sent) -> Any:
    common = _common(sent)
    item = common.pop("item")
    return regrouping.merge_items(**common, items=[item, *sent.merged], cells=_first(sent))


def _first(sent: _Sent) -> list[tuple[str, str]]:
    parts: list[list[tuple[str, str]]] = sent.form.parts
    return parts[0] if parts else [("title", "")]


def _common(sent: _Sent) -> dict[str, Any]:
    return {
        "item": sent.item,
        "grounds": sent.form.grounds,
        "actor": sent.actor,
        "now": timezone.now(),
    }


_ACTIONS: dict[ChangeKind, Callable[[_Sent], Any]] = {
    ChangeKind.POSTPONE: _postpone,
    ChangeKind.FIX_DATE: _fix_date,
    ChangeKind.CANCEL: lambda sent: changing.cancel(**_common(sent)),
    ChangeKind.HOST: _host,
    ChangeKind.FORMAT: _format,
    ChangeKind.REPLACE: _replace,
    ChangeKind.SPLIT: _split,
    ChangeKind.MERGE: _merge,
    ChangeKind.REMOVE: lambda sent: regrouping.remove_item(**_common(sent)),
}


def _kinds(row: EventDraft) -> list[ChangeKind]:
    """Return what may happen to a row, the likeliest first."""
    kinds = list(_LABELS)
    if row.timing.earliest is None and not row.timing.rrule:
        kinds[0], kinds[1] = kinds[1], kinds[0]
    if is_said_cancelled(row):
        kinds.remove(ChangeKind.CANCEL)
    return kinds


def _form(kind: ChangeKind, item: PlanItem, plan: Plan, request: HttpRequest) -> GroundsForm:
    data = request.POST if request.method == "POST" else None
    made = CHANGE_FORMS[kind]
    if issubclass(made, CellsForm):
        headers = dict(plan.columns.values_list("role", "header"))
        cells = [
            (cell.role, _label(cell.role, headers), cell.text) for cell in row_draft(item).cells
        ]
        return made(data, cells=cells, count=_PARTS if kind == ChangeKind.SPLIT else 1)
    return made(data)


def _label(role: str, headers: dict[str, str]) -> str:
    return " ".join((headers.get(role) or header_of_role(role)).split())


def _blank_cells(plan: Plan) -> list[tuple[str, str, str]]:
    columns = plan.columns.order_by("position").values_list("role", "header")
    cells = [(role, _label(role, {role: header}), "") for role, header in columns]
    known = [one for one in cells if one[0] and one[0] != "number"]
    return known if any(role == "title" for role, _, _ in known) else _USUAL_CELLS


_USUAL_CELLS = [
    ("title", "Мероприятие", ""),
    ("place", "Место", ""),
    ("timing", "Срок", ""),
]


def _item(plan: Plan, pk: int) -> PlanItem:
    items = items_of_plan(plan=plan).select_related("section", "event", "content")
    return get_object_or_404(items, pk=pk)


def _others(plan: Plan, item: PlanItem) -> Sequence[PlanItem]:
    """Return rows that may be merged with one: those of its section."""
    items = items_of_plan(plan=plan).filter(section=item.section_id).exclude(pk=item.pk)
    return list(items.select_related("event")[:_MAX_OTHERS])


def _merged(request: HttpRequest, plan: Plan, kind: ChangeKind | None) -> Sequence[PlanItem]:
    if kind != ChangeKind.MERGE:
        return ()
    ids = [number_of(one) for one in request.POST.getlist("with")]
    return list(items_of_plan(plan=plan).filter(pk__in=ids).select_related("section", "event"))


def _kind(text: str) -> ChangeKind | None:
    return ChangeKind(text) if text in {one.value for one in _LABELS} else None


def _say(request: HttpRequest, plan: Plan, done: Any) -> None:
    if not done:
        messages.info(request, "В строке уже так и написано: ничего не изменилось.")
        return
    change = done[0] if isinstance(done, list) else done
    where = f" Включено в перечень «{change.amendment}»." if change.amendment else ""
    messages.info(request, f"{change.summary}{where}")


def _where(plan: Plan, item: PlanItem, kind: ChangeKind) -> str:
    """Return the page to go on with: that of the event, or the plan where the row has gone."""
    if kind == ChangeKind.REMOVE:
        return reverse("plan_history", args=(plan.slug,))
    return reverse("event", args=(item.event.uid,))
