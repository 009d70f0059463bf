"""Elections of a meeting: what writing them into the directory will do, done and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mezhgorod.outcomes.actions import confirm_election, undo_election
from mezhgorod.outcomes.models import AgendaItem
from mezhgorod.outcomes.rules import KEEP_FACTS, AgendaKind
from mezhgorod.registry.models import Tenure
from mezhgorod.registry.queries.offices import holders_on
from mezhgorod.registry.rules import KEEP_DIRECTORY, Subject, may
from mezhgorod.website.pages.outcomes.frame import Opened, for_those_who, kept, told_now


@dataclass(frozen=True, slots=True)
class ShownElection:
    """A question that elects or ends a term; `effects` say what confirming will write."""

    item: AgendaItem
    office: str
    effects: tuple[str, ...]
    can_confirm: bool


def shown_elections(here: Opened, rows: Sequence[Any]) -> list[ShownElection]:
    """Return the elections of a meeting; one query for who holds the posts now."""
    items = [one for one in rows if one.kind != AgendaKind.QUESTION]
    day = here.held.earliest
    posts = [one.post for one in items if one.post is not None]
    holders = holders_on(posts=posts, day=day) if posts and day else {}
    keeps = may(here.actor, KEEP_DIRECTORY, Subject(owner_id=here.held.owner_id))
    return [
        ShownElection(
            item=one,
            office=f"{one.get_kind_display().capitalize()}: {one.post or one.office}",
            effects=_effects(here, one, holders.get(one.post_id or 0)),
            can_confirm=keeps and one.post is not None and day is not None,
        )
        for one in items
    ]


@require_POST
@for_those_who(KEEP_FACTS)
def decide(request: HttpRequest, here: Opened, row: int) -> HttpResponse:
    """Write an election into the directory, or take that back."""
    item = get_object_or_404(AgendaItem, pk=row, held_event=here.held)
    who: dict[str, Any] = {
        "item": item,
        "told": told_now(request),
        "actor": here.actor,
        "now": timezone.now(),
    }
    verb = request.POST.get("do", "")
    if verb == "confirm":
        is_public = bool(request.POST.get("is_name_public"))
        if kept(request, None, lambda: confirm_election(is_name_public=is_public, **who)):
            messages.info(request, "Записано в справочник должностей.")
    elif verb == "undo":
        if kept(request, None, lambda: undo_election(**who)):
            messages.info(request, "Запись отменена, прежние полномочия возвращены.")
    else:
        raise Http404
    return redirect(reverse("held_records", args=(here.held.pk, "agenda")) + "#elections")


def _effects(here: Opened, item: AgendaItem, holder: Tenure | None) -> tuple[str, ...]:
    if item.post is None:
        return ("Должности нет в справочнике: добавьте её там и выберите в вопросе.",)
    day = here.held.earliest
    if day is None or day != here.held.latest:
        return ("Укажите точный день заседания: с него начинаются полномочия.",)
    whose = f"{holder}, {holder.term_words}" if holder and holder.term_words else f"{holder}"
    now = f"Сейчас: {whose}." if holder else "Сейчас должность никто не занимает."
    if item.kind == AgendaKind.DISMISSAL:
        return (now, f"Полномочия завершатся {item.term_text or f'{day:%d.%m.%Y}'}.")
    term = f"срок: {item.term_text}" if item.term_text else "срок не назван"
    begun = f"Новые полномочия: {item.person or item.elected}, с {day:%d.%m.%Y}, {term}."
    ends = "Прежние полномочия завершатся днём раньше." if holder and item.post.is_single else ""
    ground = f"Основание: {item.decision or 'решение этого заседания'}."
    return tuple(filter(None, (now, begun, ends, ground[:300])))
