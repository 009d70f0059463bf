"""Talks, questions, tasks and awards of an event: a list and one form, a page for each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.outcomes.actions import (
    add_award,
    add_talk,
    add_task,
    change_award,
    change_talk,
    change_task,
    remove_award,
    remove_talk,
    remove_task,
    set_agenda,
)
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import HeldDetail, cities_told, held_detail
from mezhgorod.outcomes.rules import KEEP_FACTS, AwardDraft, TalkDraft, Told
from mezhgorod.registry.models import Decision, Post
from mezhgorod.registry.queries.people import persons_of
from mezhgorod.registry.rules import Actor, number_of
from mezhgorod.website.forms.outcome_records import (
    AgendaForm,
    AwardForm,
    RecordForm,
    TalkForm,
    TaskForm,
)
from mezhgorod.website.pages.outcomes.drafts import (
    agenda_draft,
    award_draft,
    talk_draft,
    task_draft,
)
from mezhgorod.website.pages.outcomes.elections import shown_elections
from mezhgorod.website.pages.outcomes.frame import (
    Opened,
    back,
    for_those_who,
    kept,
    posted,
    show,
    told_by_directorate,
)


@dataclass(frozen=True, slots=True)
class Who:
    """Whose event is written into, by whom, what they have seen."""

    held: HeldEvent
    actor: Actor
    told: Told

    @property
    def common(self) -> dict[str, Any]:
        return {"actor": self.actor, "told": self.told, "now": timezone.now()}


@dataclass(frozen=True, slots=True)
class Records:
    """A kind of records: what it is called, its form, how it is written."""

    title: str
    form: type[RecordForm]
    rows: Callable[[HeldDetail], Sequence[Model]]
    draft_of: Callable[[Any], Any]
    add: Callable[[Who, Any], object]
    change: Callable[[Who, Any, Any], object]
    remove: Callable[[Who, Any], object]


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_FACTS)
def records(request: HttpRequest, here: Opened, kind: str) -> HttpResponse:
    """The records of one kind; `?edit=` opens one of them in the form below."""
    found = KINDS.get(kind)
    if found is None:
        raise Http404
    rows = list(found.rows(held_detail(held=here.held)))
    edited = _row(rows, request.POST.get("row") or request.GET.get("edit", ""))
    who = Who(here.held, here.actor, told_by_directorate(request))
    if request.POST.get("do") == "remove":
        if edited is None:
            raise Http404
        if kept(request, None, lambda: found.remove(who, edited)):
            messages.info(request, "Убрано.")
        return redirect("held_records", here.held.pk, kind)
    form = _form(request, here, found, edited)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and kept(request, form, lambda: _write(found, who, edited, form)):
        messages.info(request, "Записано.")
        if request.POST.get("do") == "next":
            return redirect("held_records", here.held.pk, kind)
        return back(here, kind)
    status = 422 if form.errors else 200
    return show(
        request,
        "records.html",
        here,
        status=status,
        kind=kind,
        title=found.title,
        crumb_label=found.title,
        rows=rows,
        elections=shown_elections(here, rows) if kind == "agenda" else [],
        edited=edited,
        form=form,
    )


def _row(rows: Sequence[Model], number: str) -> Model | None:
    wanted = number_of(number)
    return next((one for one in rows if one.pk == wanted), None)


def _form(request: HttpRequest, here: Opened, found: Records, edited: Model | None) -> RecordForm:
    more: dict[str, Any] = {}
    if found.form is AgendaForm:
        bodies = Decision.objects.filter(body__owner=here.held.owner_id)
        if here.held.body_id is not None:
            bodies = bodies.filter(body=here.held.body_id)
        owner = here.held.owner
        more["decisions"] = bodies
        more["posts"] = Post.objects.filter(organization=owner).select_related("body")
        more["people"] = persons_of(owner=owner).distinct().order_by("full_name", "pk")
    if edited is not None:
        more["initial"] = found.form.initial_of(edited)
    return found.form(posted(request), **more)


def _write(found: Records, who: Who, edited: Model | None, form: RecordForm) -> None:
    draft = form.draft()
    if edited is None:
        found.add(who, _with_city(who.held, draft))
    else:
        # What the form does not show stays: the city, the person, who is to do it.
        kept_fields = {
            name: value
            for name, value in _fields(found.draft_of(edited)).items()
            if name not in form.fields and f"{name}".removesuffix("_id") not in form.fields
        }
        changed, before = replace(draft, **kept_fields), found.draft_of(edited)
        is_elsewhere = _place_words(changed) != _place_words(before)
        found.change(who, edited, _with_city(who.held, changed) if is_elsewhere else changed)


def _place_words(draft: Any) -> tuple[str, ...]:
    """Return where a draft may tell a city: where somebody is from, then who was awarded."""
    found = [draft.affiliation] if isinstance(draft, TalkDraft | AwardDraft) else []
    return (*found, draft.winner) if isinstance(draft, AwardDraft) else tuple(found)


def _with_city(held: HeldEvent, draft: Any) -> Any:
    """Return a talk or an award with the city its words tell of; pages of cities show it."""
    told = cities_told(_place_words(draft), owner=held.owner, day=held.earliest)
    return replace(draft, municipality_id=next(filter(None, told), None)) if told else draft


def _fields(draft: Any) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


def _set_agenda(who: Who, change: Callable[[list[tuple[int, Any]]], list[Any]]) -> object:
    rows = [(one.pk, agenda_draft(one)) for one in held_detail(held=who.held).agenda]
    return set_agenda(held=who.held, agenda=change(rows), **who.common)


@dataclass(frozen=True, slots=True)
class Steps:
    """The actions of a kind that is written one by one; `name` is what they call a record."""

    name: str
    add: Callable[..., object]
    change: Callable[..., object]
    remove: Callable[..., object]

    def of(self, title: str, form: type[RecordForm], draft_of: Callable[[Any], Any]) -> Records:
        """Return the kind with its page."""
        name = self.name
        return Records(
            title,
            form,
            lambda detail: getattr(detail, f"{name}s"),
            draft_of,
            lambda who, draft: self.add(**{name: draft}, held=who.held, **who.common),
            lambda who, row, draft: self.change(**{name: row}, draft=draft, **who.common),
            lambda who, row: self.remove(**{name: row}, **who.common),
        )


_TALKS = Steps("talk", add_talk, change_talk, remove_talk)
_TASKS = Steps("task", add_task, change_task, remove_task)
_AWARDS = Steps("award", add_award, change_award, remove_award)
KINDS: dict[str, Records] = {
    "talks": _TALKS.of("Выступления", TalkForm, talk_draft),
    "agenda": Records(
        "Повестка и голосование",
        AgendaForm,
        lambda detail: detail.agenda,
        agenda_draft,
        lambda who, draft: _set_agenda(who, lambda rows: [*(one for _, one in rows), draft]),
        lambda who, row, draft: _set_agenda(
            who, lambda rows: [draft if pk == row.pk else one for pk, one in rows]
        ),
        lambda who, row: _set_agenda(who, lambda rows: [one for pk, one in rows if pk != row.pk]),
    ),
    "tasks": _TASKS.of("Что решено сделать", TaskForm, task_draft),
    "awards": _AWARDS.of("Награды", AwardForm, award_draft),
}
