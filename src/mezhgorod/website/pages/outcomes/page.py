"""One held event: all facts with their sources for those who keep them, the result for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.notices.actions.fact_letters import Asked, return_with_question
from mezhgorod.outcomes.actions import (
    accept_facts,
    decide_doubt,
    delete_held,
    hide_facts,
    publish_facts,
    reopen_doubt,
    submit_facts,
)
from mezhgorod.outcomes.models import FactSource, Participation, StatedCount
from mezhgorod.outcomes.queries import HeldDetail, doubts_of, held_detail, next_hosts_of
from mezhgorod.outcomes.rules import (
    KEEP_FACTS,
    TAKE_ATTENDANCE,
    TELL_FACTS,
    CountUnit,
    DoubtDecision,
    DoubtState,
    PartyRole,
)
from mezhgorod.planning.models import Event
from mezhgorod.planning.queries import events_visible_to
from mezhgorod.website.forms.outcomes import ReturnForm
from mezhgorod.website.pages.outcomes.frame import (
    Opened,
    back,
    for_readers,
    for_those_who,
    kept,
    posted,
    show,
    told_now,
)
from mezhgorod.website.pages.outcomes.links import given_links

# What lists of cities may be compared with the numbers that were told.
_LISTED_UNITS = frozenset({CountUnit.CITIES, CountUnit.MUNICIPALITIES})


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A number that was told, beside how many are listed by name where that can be compared."""

    stated: StatedCount
    listed: int | None = None

    @property
    def differs(self) -> bool:
        """Whether an exact number is another one than the list has."""
        return (
            self.listed is not None
            and self.stated.hedge == "="
            and (self.listed != self.stated.number)
        )


@dataclass(frozen=True, slots=True)
class FurtherSource:
    """What one more source says of the event, beside what counts."""

    source: FactSource
    parties: tuple[Participation, ...]
    counts: tuple[StatedCount, ...]


@require_http_methods(["GET", "HEAD"])
@for_readers
def held_event(request: HttpRequest, here: Opened) -> HttpResponse:
    """All facts of an event in parts; everybody sees the published ones only."""
    return _shown(request, here, ReturnForm())


@require_POST
@for_readers
def review(request: HttpRequest, here: Opened) -> HttpResponse:
    """Send facts in, accept them, ask, show them to everybody, hide them, take the event back."""
    verb = request.POST.get("do", "")
    if verb == "return":
        return _returned(request, here)
    act = _VERBS.get(verb)
    if act is None:
        raise Http404
    action, words = act
    who: dict[str, Any] = {"held": here.held, "actor": here.actor, "now": timezone.now()}
    if verb == "accept":
        who["told"] = told_now(request)
    if kept(request, None, lambda: action(**who)):
        messages.info(request, words)
        if verb == "delete":
            return redirect("held_list")
    return back(here)


def _returned(request: HttpRequest, here: Opened) -> HttpResponse:
    """Ask the hosts; say to whom the question goes by letter and who has no address."""
    form, asked = ReturnForm(request.POST), list[Asked]()
    if not form.is_valid() or not kept(
        request,
        form,
        lambda: asked.append(
            return_with_question(
                held=here.held,
                note=form.cleaned_data["note"],
                site=request.build_absolute_uri("/").rstrip("/"),
                actor=here.actor,
                now=timezone.now(),
            )
        ),
    ):
        return _shown(request, here, form, status=422)
    letters = sum(one.letters for one in asked)
    by_letter = f" Поставлено в отправку писем: {letters}." if letters else ""
    words = f"Возвращено на уточнение. Вопрос виден по ссылке города.{by_letter}"
    messages.info(request, words)
    if names := ", ".join(name for one in asked for name in one.without_address):
        hint = f"Нет адреса для письма: {names}. Передайте личную ссылку сами, она ниже."
        messages.warning(request, hint)
    return back(here)


@require_POST
@for_those_who(KEEP_FACTS)
def decide(request: HttpRequest, here: Opened) -> HttpResponse:
    """Keep what a person decided about a doubt, or take it back."""
    data = request.POST
    code, subject = (data.get(name, "").replace("\0", "")[:500] for name in ("code", "subject"))
    known = {(one.code, one.subject) for one in doubts_of(here.held)}
    state = data.get("do", "")
    if (code, subject) not in known or state not in {*DoubtState.values, "reopen"}:
        raise Http404

    who: dict[str, Any] = {"held": here.held, "actor": here.actor, "now": timezone.now()}
    note = data.get("note", "").replace("\0", "")[:2_000]

    def write() -> None:
        if state == "reopen":
            reopen_doubt(code=code, subject=subject, **who)
        else:
            decide_doubt(decision=DoubtDecision(code, subject, DoubtState(state), note), **who)

    if kept(request, None, write):
        messages.info(request, "Решение записано.")
    return back(here, "doubts")


def _shown(request: HttpRequest, here: Opened, form: ReturnForm, status: int = 200) -> HttpResponse:
    sees = here.sees_drafts
    if not sees and here.held.published_at is None:
        raise PermissionDenied
    detail = held_detail(held=here.held, public_only=not sees)
    return show(
        request,
        "held.html",
        here,
        status=status,
        detail=detail,
        planned=_planned(here),
        parties=[(role, detail.parties[role]) for role in PartyRole if detail.parties.get(role)],
        counts=list(_counts(detail)),
        doubts=doubts_of(here.held) if sees else [],
        further=list(_further(detail)) if sees else [],
        told_sources=_told_once(detail.sources) if sees else [],
        form=form,
        links=given_links(request, here) if here.keeps else [],
        next_hosts=next_hosts_of(here.held, detail.tasks) if here.keeps else [],
        photos=[one for one in detail.materials if one.kind == "photo"],
        other_materials=[one for one in detail.materials if one.kind != "photo"],
        can_link=here.may(TELL_FACTS) or here.may(TAKE_ATTENDANCE),
        posted=posted(request) is not None,
    )


def _planned(here: Opened) -> Event | None:
    """Return the row of a plan, unless it stands in plans this visitor may not read."""
    event = here.held.event
    if event is None:
        return None
    seen = events_visible_to(actor=here.actor).filter(pk=event.pk)
    return event if seen.exists() else None


def _counts(detail: HeldDetail) -> list[ShownCount]:
    listed = len(detail.parties.get(PartyRole.PARTICIPANT, ()))
    return [
        ShownCount(one, listed if one.unit in _LISTED_UNITS and listed else None)
        for one in detail.counts
        if one.is_current
    ]


def _told_once(sources: Iterable[FactSource]) -> list[FactSource]:
    """Return the sources without those that repeat the same words of the same paragraph."""
    seen = {(one.kind, one.title, one.url, one.paragraph, one.quote): one for one in sources}
    return list(seen.values())


def _further(detail: HeldDetail) -> list[FurtherSource]:
    by_id = {one.pk: one for one in detail.sources}
    return [
        FurtherSource(
            by_id[pk],
            tuple(one for one in rows if isinstance(one, Participation)),
            tuple(one for one in rows if isinstance(one, StatedCount)),
        )
        for pk, rows in detail.further.items()
        if pk in by_id
    ]


_VERBS: dict[str, tuple[Callable[..., object], str]] = {
    "submit": (submit_facts, "Сведения отправлены на приёмку."),
    "accept": (accept_facts, "Сведения приняты: они войдут в отчёт."),
    "publish": (publish_facts, "Итоги показаны всем."),
    "hide": (hide_facts, "Итоги скрыты: их видят только те, кто ведёт сведения."),
    "delete": (delete_held, "Запись удалена. Её значения остались в журнале."),
}
