"""«Персональные данные»: what is kept of people and why, given out, erased, taken from lists."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.notices.actions.erasing import erase_person_everywhere
from mezhgorod.papers.queries.journal import papers_of_person
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.actions.contacts import ContactsRefused, import_contacts
from mezhgorod.registry.models import Person
from mezhgorod.registry.queries.people import person_data, persons_of
from mezhgorod.registry.rules import KEEP_PERSONAL_DATA, RuleViolation
from mezhgorod.registry.rules.people import ContactProblem
from mezhgorod.website.forms.people import ContactsForm, EraseForm
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.people_frame import PeopleFrame, people_view

PEOPLE_PER_PAGE = 100
SHOWN_PROBLEMS = 100


@require_GET
@people_view(KEEP_PERSONAL_DATA)
def personal_data(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """Everybody of whom the association keeps data: what, why, on what ground."""
    persons = persons_of(owner=frame.owner).select_related("user")
    known = persons.filter(erased_at__isnull=True).prefetch_related("contacts__organization")
    page = Paginator(known.order_by("full_name", "pk"), PEOPLE_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "frame": frame,
        "page": page,
        "keep": f"owner={frame.owner.slug}&",
        "erased_count": persons.exclude(erased_at__isnull=True).count(),
    }
    return render(request, "website/people/data.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@people_view(KEEP_PERSONAL_DATA)
def person(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """All that is kept of one person; a button that erases it for good."""
    found = get_object_or_404(persons_of(owner=frame.owner), pk=pk)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person_everywhere(
                person=found,
                owner=frame.owner,
                actor=frame.actor,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.info(request, f"Данные стёрты: человек № {pk}.")
            return redirect(frame.url("personal_data"))
    context = {
        "frame": frame,
        "person": found,
        "data": _kept(found, frame),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "website/people/person_data.html", context, status=status)


@require_GET
@people_view(KEEP_PERSONAL_DATA)
def export(request: HttpRequest, frame: PeopleFrame, pk: int) -> HttpResponse:
    """All that is kept of one person, as a file to hand over."""
    found = get_object_or_404(persons_of(owner=frame.owner), pk=pk)
    data = _kept(found, frame)
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    name = f"персональные данные {pk}.json"
    return hand_out(WrittenFile(content, "application/json", name))


def _kept(person: Person, frame: PeopleFrame) -> dict[str, Any]:
    papers = papers_of_person(person=person, owner=frame.owner)
    return {**person_data(person=person, owner=frame.owner), "бумаги": papers}


@require_http_methods(["GET", "HEAD", "POST"])
@people_view(KEEP_PERSONAL_DATA)
def contacts(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """A pasted list of addresses; every wrong line is told at once."""
    form = ContactsForm(request.POST or None)
    problems: list[ContactProblem] = []
    if request.method == "POST" and form.is_valid():
        try:
            result = import_contacts(
                owner=frame.owner, listed=form.listed, actor=frame.actor, now=timezone.now()
            )
        except RuleViolation as refusal:
            problems = refusal.problems if isinstance(refusal, ContactsRefused) else []
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            words = f"Внесено адресов: {result.added_count}."
            known = f" Уже были: {result.known_count}." if result.known_count else ""
            messages.info(request, words + known)
            return redirect(frame.url("personal_data"))
    context = {
        "frame": frame,
        "form": form,
        "problems": problems[:SHOWN_PROBLEMS],
        "more": max(len(problems) - SHOWN_PROBLEMS, 0),
    }
    status = 422 if form.errors else 200
    return render(request, "website/people/contacts.html", context, status=status)
