"""Tables of places typed in a grid or pasted, and who took a challenge cup."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.outcomes.actions import (
    ensure_trophy,
    hand_trophy,
    remove_standings,
    set_standings,
    take_back_trophy,
)
from mezhgorod.outcomes.models import StandingTable
from mezhgorod.outcomes.queries import (
    HeldDetail,
    cities_told,
    held_detail,
    proposed_holder,
    trophies_of,
)
from mezhgorod.outcomes.rules import (
    KEEP_FACTS,
    KEEP_STANDINGS,
    TOLD,
    StandingDraft,
    StandingTableDraft,
    TrophyDraft,
)
from mezhgorod.registry.rules import RuleViolation, count_in, number_of
from mezhgorod.website.forms.standings import (
    COLUMNS,
    LABELS,
    GridRow,
    padded,
    pasted_rows,
    rows_of_table,
    sent_rows,
    standing_drafts,
)
from mezhgorod.website.pages.outcomes.frame import Opened, for_those_who, kept, show, told_now
from planbook.standings import Result, places_to_check

_MAX_PASTE, _MOST_DOUBTS = 30_000, 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_STANDINGS, KEEP_FACTS)
def standings(request: HttpRequest, here: Opened) -> HttpResponse:
    """The tables of an event; one of them, or a new one, in the grid below (`?edit=`)."""
    detail = held_detail(held=here.held)
    wanted = number_of(request.POST.get("row") or request.GET.get("edit", ""))
    edited = next((one for one in detail.standings if one.pk == wanted), None)
    if request.method != "POST":
        return _page(request, here, detail, edited, rows_of_table(edited))
    data = request.POST
    verb = data.get("do", "")
    if verb == "remove":
        return _remove(request, here, edited)
    rows = sent_rows(data)
    if verb == "paste":
        pasted, doubts = pasted_rows(data.get("pasted", "")[:_MAX_PASTE])
        rows += pasted
        for doubt in doubts[:_MOST_DOUBTS]:
            messages.warning(request, doubt)
        messages.info(request, f"Разобрано строк: {len(rows)}. Проверьте таблицу и запишите её.")
        return _page(request, here, detail, edited, padded(rows))
    problem = _kept_table(request, here, edited, rows)
    if not problem:
        messages.info(request, "Таблица записана.")
        said = [Result(one.team[:300], count_in(one.place.rstrip(".")) or None) for one in rows]
        for one in places_to_check(said)[:_MOST_DOUBTS]:
            messages.warning(request, one)
        return redirect("held_standings", here.held.pk)
    return _page(request, here, detail, edited, padded(rows), problem)


@require_POST
@for_those_who(KEEP_STANDINGS, KEEP_FACTS)
def trophy(request: HttpRequest, here: Opened) -> HttpResponse:
    """Write down who took a challenge cup, or remove a mistaken note."""
    data, held = request.POST, here.held
    if data.get("do") == "remove":
        found = held.trophies.filter(pk=number_of(data.get("row", ""))).first()
        if found is None:
            raise Http404
        who: dict[str, Any] = {"actor": here.actor, "now": timezone.now()}
        if kept(request, None, lambda: take_back_trophy(holding=found, **who)):
            messages.info(request, "Запись о призе убрана.")
    elif kept(request, None, lambda: _hand(request, here)):
        messages.info(request, "Обладатель приза записан.")
    return redirect("held_standings", held.pk)


def _page(
    request: HttpRequest,
    here: Opened,
    detail: HeldDetail,
    edited: StandingTable | None,
    rows: list[GridRow],
    problem: str = "",
) -> HttpResponse:
    series = here.held.series
    lines = [
        [(name, f"{name}-{number}", getattr(row, name), label) for name, label in _NAMED]
        for number, row in enumerate(rows)
    ]
    typed = request.POST.get("discipline", "")[:300]
    return show(
        request,
        "standings.html",
        here,
        status=422 if problem else 200,
        detail=detail,
        edited=edited,
        lines=lines,
        labels=LABELS,
        row_count=len(rows),
        problem=problem,
        names_public=_names_public(request, edited),
        discipline=typed or (edited.discipline if edited else ""),
        cups=trophies_of(series=series) if series else [],
        proposed=proposed_holder(held=here.held) if series else None,
        crumb_label="Места и призы",
    )


def _names_public(request: HttpRequest, edited: StandingTable | None) -> bool:
    if request.method == "POST":
        return bool(request.POST.get("names_public"))
    lines = list(edited.lines.all()) if edited else []
    return bool(lines) and all(one.is_name_public for one in lines)


_NAMED = tuple(zip(COLUMNS, LABELS, strict=True))


def _kept_table(
    request: HttpRequest, here: Opened, edited: StandingTable | None, rows: list[GridRow]
) -> str:
    """Write the table down; return what is wrong with it."""
    discipline = " ".join(request.POST.get("discipline", "").replace("\0", "").split())
    if len(discipline) > 300:
        return "Вид программы длиннее 300 знаков. Сократите его."
    if not rows:
        return "В таблице нет ни одной строки."
    try:
        draft = StandingTableDraft(
            _with_cities(here, edited, rows, bool(request.POST.get("names_public"))),
            discipline,
            edited.scoring if edited else None,
        )
        who: dict[str, Any] = {"actor": here.actor, "now": timezone.now()}
        told = told_now(request)
        with transaction.atomic():
            if edited is not None and edited.discipline != discipline:
                # Called otherwise now: it is the same table, not one more.
                remove_standings(table=edited, told=told, **who)
                told = TOLD
            set_standings(held=here.held, table=draft, told=told, **who)
    except RuleViolation as refusal:
        return refusal.message
    return ""


def _with_cities(
    here: Opened, edited: StandingTable | None, rows: list[GridRow], is_name_public: bool
) -> tuple[StandingDraft, ...]:
    """Return the lines with the cities their teams tell of; those known before stay."""
    drafts = standing_drafts(rows, is_name_public=is_name_public)
    before = {one.team: one.municipality_id for one in (edited.lines.all() if edited else ())}
    found = cities_told([one.team for one in drafts], owner=here.held.owner, day=here.held.earliest)
    return tuple(
        replace(one, municipality_id=before.get(one.team) or city)
        for one, city in zip(drafts, found, strict=True)
    )


def _remove(request: HttpRequest, here: Opened, edited: StandingTable | None) -> HttpResponse:
    if edited is None:
        raise Http404
    who: dict[str, Any] = {"actor": here.actor, "now": timezone.now()}
    if kept(request, None, lambda: remove_standings(table=edited, **who)):
        messages.info(request, "Таблица убрана.")
    return redirect("held_standings", here.held.pk)


def _hand(request: HttpRequest, here: Opened) -> None:
    data = request.POST
    names = (" ".join(data.get(one, "").replace("\0", "").split()) for one in ("name", "holder"))
    name, holder = (one[:300] for one in names)
    series = here.held.series
    if series is None:
        message = "Укажите серию мероприятия: приз переходит от выпуска к выпуску."
        raise RuleViolation("trophy.no_series", message)
    if not name:
        raise RuleViolation("trophy.no_name", "Напишите название приза.")
    now = timezone.now()
    cup = ensure_trophy(series=series, name=name, actor=here.actor, now=now)
    (city,) = cities_told([holder], owner=here.held.owner, day=here.held.earliest)
    draft = TrophyDraft(holder, city, is_name_public=bool(data.get("names_public")))
    hand_trophy(held=here.held, trophy=cup, draft=draft, actor=here.actor, now=now)
