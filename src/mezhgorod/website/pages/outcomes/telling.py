"""The five-minute form of a host: by a personal link or by an account, kept as a draft."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.outcomes.actions import (
    add_file,
    add_link,
    add_photo,
    change_held,
    set_counts,
    set_parties,
    set_tasks,
    submit_facts,
)
from mezhgorod.outcomes.actions.materials import forget_files
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import (
    HeldDetail,
    Recognised,
    held_detail,
    recognise_parties,
)
from mezhgorod.outcomes.rules import (
    NEXT_HOST,
    TELL_FACTS,
    CountDraft,
    CountUnit,
    FactState,
    Hedge,
    HeldValues,
    MaterialDraft,
    Outcome,
    PartyList,
    PartyRole,
    SourceDraft,
    SourceKind,
    TaskDraft,
    Told,
)
from mezhgorod.planning.models import Invitation
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.planning.rules.preparation import InvitationState
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.telling import STEP_CODES, TellForm
from mezhgorod.website.pages.outcomes.drafts import (
    count_drafts,
    joined_parties,
    merged_parties,
    party_key,
    task_drafts,
)
from mezhgorod.website.pages.outcomes.frame import (
    Opened,
    by_link,
    for_readers,
    opened,
    posted,
    show,
    told_now,
)
from mezhgorod.website.pages.outcomes.meanwhile import Meanwhile, known_words, meanwhile
from mezhgorod.website.uploads import TOO_LONG

_SOURCE = SourceDraft(SourceKind.HOST_FORM, title="Форма принимающего города")
_STALE = "held.changed_meanwhile"
_PHOTOS = (".jpg", ".jpeg", ".png", ".webp")


@require_http_methods(["GET", "HEAD", "POST"])
@by_link(TELL_FACTS)
def tell(request: HttpRequest, here: Opened) -> HttpResponse:
    """The form by a personal link."""
    return _page(request, here)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def tell_held(request: HttpRequest, here: Opened) -> HttpResponse:
    """The same form for those who speak for the host city by an account."""
    if not here.tells:
        return redirect("held_event", here.held.pk)
    return _page(request, here)


def address(here: Opened) -> str:
    """Return where the form of an event stands for this visitor."""
    if here.token:
        return reverse("tell", args=(here.token,))
    return reverse("tell_held", args=(here.held.pk,))


def _page(request: HttpRequest, here: Opened) -> HttpResponse:
    detail = held_detail(held=here.held)
    if not here.tells:
        return _thanks(request, here, detail)
    initial = _known(here, detail)
    form = TellForm(posted(request), _files(request), initial=initial)
    found: Meanwhile | None = None
    if request.method == "POST":
        if request.META.get(TOO_LONG):
            form.add_error("file", "Файл слишком большой. Пришлите ссылку на него.")
        verb, _, step = request.POST.get("do", "save").partition(":")
        is_last = verb == "send"
        if _is_stale(request, here):
            found = meanwhile(here.held, request.POST, form, initial)
        elif form.is_valid() and _kept(request, here, form, is_last):
            return _onward(request, here, step, is_last=is_last)
        elif any(one.code == _STALE for one in form.non_field_errors().as_data()):
            # Somebody was quicker by a moment: the page is made anew from what is written now.
            return _page(request, opened(_fresh(here.held), here.actor, here.token))
    if found is not None:
        form = TellForm(found.data, initial=initial)
        form.is_valid()
    listed = [one.text for one in detail.parties.get(PartyRole.PARTICIPANT, ())]
    return show(
        request,
        "tell.html",
        here,
        status=422 if form.errors or found else 200,
        form=form,
        found=found,
        known=known_words(initial),
        url=address(here),
        listed=listed,
        was=request.POST.get("was", "|".join(listed)),
        has_lost_file=found is not None and bool(request.FILES),
        hosts=_names(detail, PartyRole.HOST),
        understood=_understood(here, "\n".join(listed)) if listed else None,
        materials=detail.materials,
        is_begun=here.held.sequence > 0 and here.held.outcome,
    )


def _is_stale(request: HttpRequest, here: Opened) -> bool:
    """Whether somebody has changed the event since the form was opened."""
    seen = told_now(request).sequence
    return seen is not None and seen != here.held.sequence


def _fresh(held: HeldEvent) -> HeldEvent:
    related = HeldEvent.objects.select_related("owner", "event", "series", "body", "parent")
    return related.get(pk=held.pk)


def _kept(request: HttpRequest, here: Opened, form: TellForm, is_last: bool) -> bool:
    """Write what was typed; a refusal stands at its field, one by a quicker person is marked."""
    try:
        _keep(request, here, form, is_last)
    except RuleViolation as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, forms.ValidationError(refusal.message, code=refusal.code))
        return False
    return True


def _thanks(request: HttpRequest, here: Opened, detail: HeldDetail) -> HttpResponse:
    """What was told, and what happens to it next; what comes too late is not taken for told."""
    is_late = request.method == "POST"
    if is_late:
        messages.warning(request, "Сведения уже у дирекции: последняя правка не записана.")
    return show(
        request,
        "told.html",
        here,
        status=422 if is_late else 200,
        detail=detail,
        hosts=_names(detail, PartyRole.HOST),
        cities=_names(detail, PartyRole.PARTICIPANT),
        is_accepted=here.held.state == FactState.ACCEPTED,
        next_host=NEXT_HOST,
    )


def _onward(request: HttpRequest, here: Opened, step: str, *, is_last: bool) -> HttpResponse:
    if is_last:
        messages.info(request, "Сведения отправлены дирекции. Спасибо.")
        return redirect(address(here))
    messages.info(request, "Записано как черновик. Можно закрыть страницу и вернуться по ссылке.")
    following = dict(pairwise(STEP_CODES)).get(step, "")
    return redirect(address(here) + (f"#{following}" if following else ""))


def _known(here: Opened, detail: HeldDetail) -> dict[str, Any]:
    """Return what is known before the host says anything: from the plan, answers, earlier steps."""
    held = here.held
    people = next((one for one in detail.counts if _is_people(one)), None)
    cities = _names(detail, PartyRole.PARTICIPANT)
    tasks = [one for one in detail.tasks if one.text != NEXT_HOST]
    offers = [one.executor_text for one in detail.tasks if one.text == NEXT_HOST]
    planned = held.event.timing_text if held.event else ""
    return {
        "outcome": held.outcome,
        "reason": held.reason,
        "timing_text": held.timing_text or " ".join(planned.split()),
        "venue": held.venue,
        "attendance_mode": held.attendance_mode.replace(AttendanceMode.UNKNOWN, ""),
        "people": people.number if people else None,
        "is_about": people is not None and people.hedge != Hedge.EXACT,
        "cities": "\n".join(cities or _coming(here)),
        "result": held.result,
        "tasks": "\n".join(one.text for one in tasks),
        "next_host": ", ".join(offers),
    }


def _coming(here: Opened) -> list[str]:
    """Return who promised to come, until somebody says who came."""
    if here.held.event_id is None or here.held.outcome:
        return []
    found = Invitation.objects.filter(event=here.held.event_id, state=InvitationState.COMING)
    rows = found.select_related("party__territory").order_by("name", "pk")
    return [one.party.spoken_name if one.party else one.name for one in rows]


def _keep(request: HttpRequest, here: Opened, form: TellForm, is_last: bool) -> None:
    """Write everything that was typed, all of it or nothing; files go with what is not written."""
    files: list[str] = []
    try:
        with transaction.atomic():
            _write(request, here, form, files)
            if is_last:
                submit_facts(held=here.held, actor=here.actor, now=timezone.now())
    except BaseException:
        forget_files(files)
        raise


def _write(request: HttpRequest, here: Opened, form: TellForm, files: list[str]) -> None:
    """Write the parts of the form; names of new files go into `files`."""
    data, now, detail = form.cleaned_data, timezone.now(), held_detail(held=here.held)
    who: dict[str, Any] = {"held": here.held, "actor": here.actor, "now": now}
    later = Told(_SOURCE)
    change_held(values=_values(here, data), told=told_now(request, _SOURCE), **who)
    if data["outcome"] == Outcome.HELD:
        set_counts(counts=_counts(detail, data), told=later, **who)
        shown = set(request.POST.get("was", "").split("|"))
        _keep_cities(here, detail, data["cities"], shown, who)
        set_tasks(tasks=_tasks(detail, data), told=later, **who)
    files += _keep_materials(detail, data, who)


def _values(here: Opened, data: dict[str, Any]) -> HeldValues:
    values: HeldValues = {
        "outcome": data["outcome"],
        "reason": data["reason"],
        "timing_text": data["timing_text"],
        "venue": data["venue"],
        "result": data["result"],
        "attendance_mode": data["attendance_mode"] or AttendanceMode.UNKNOWN,
    }
    return values


def _counts(detail: HeldDetail, data: dict[str, Any]) -> list[CountDraft]:
    others = [one for one in count_drafts(detail) if one.unit != CountUnit.PEOPLE]
    if data["people"] is None:
        return others
    hedge = Hedge.ABOUT if data["is_about"] else Hedge.EXACT
    return [CountDraft(CountUnit.PEOPLE, data["people"], hedge), *others]


def _keep_cities(
    here: Opened, detail: HeldDetail, names: str, shown: set[str], who: dict[str, Any]
) -> None:
    """Write the list down; whoever was ticked on the spot while the form was open stays in it."""
    found = _understood(here, names)
    known = detail.parties.get(PartyRole.PARTICIPANT, [])
    ticked = [one for one in known if one.text not in shown]
    parties = joined_parties(ticked, merged_parties(found.drafts, known))
    if not parties and not known:
        return
    listed = PartyList(PartyRole.PARTICIPANT, parties, is_open=found.is_open)
    if found.is_open or [party_key(one) for one in parties] != [party_key(one) for one in known]:
        set_parties(parties=listed, told=Told(_SOURCE), **who)


def _tasks(detail: HeldDetail, data: dict[str, Any]) -> list[TaskDraft]:
    known = {one.text: one for one in task_drafts(detail)}
    lines = [" ".join(line.split()) for line in data["tasks"].splitlines()]
    tasks = [known.get(line) or TaskDraft(line) for line in dict.fromkeys(filter(None, lines))]
    if data["next_host"]:
        tasks.append(TaskDraft(NEXT_HOST, executor_text=data["next_host"]))
    return tasks


def _keep_materials(detail: HeldDetail, data: dict[str, Any], who: dict[str, Any]) -> list[str]:
    """Keep a link and a file; return the names of files that were not there before."""
    link, file = data["link"], data["file"]
    if link and all(one.url != link for one in detail.materials):
        add_link(draft=MaterialDraft(title=link[:300], url=link), **who)
    if file is None:
        return []
    add = add_photo if file.name.lower().endswith(_PHOTOS) else add_file
    draft = MaterialDraft(title=file.name[:300], alternative=data["alternative"])
    made = add(data=file.read(), file_name=file.name, draft=draft, **who)
    if any(one.pk == made.pk for one in detail.materials):
        return []
    return [one.name for one in (made.file, made.thumbnail) if one.name]


def _understood(here: Opened, names: str) -> Recognised:
    return recognise_parties(names, owner=here.held.owner, day=here.held.earliest)


def _names(detail: HeldDetail, role: PartyRole) -> list[str]:
    return [one.text for one in detail.parties.get(role, ())]


def _is_people(count: Any) -> bool:
    return bool(count.unit == CountUnit.PEOPLE and count.is_current)


def _files(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None
