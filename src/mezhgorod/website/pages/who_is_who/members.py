"""Members kept in forms: admitted, corrected, ended, merged, pasted as a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.registry.actions import (
    Ending,
    MembershipDraft,
    Named,
    add_department,
    admit_member,
    city_named,
    delete_membership,
    edit_membership,
    end_membership,
    merge_members,
    party_named,
    paste_members,
)
from mezhgorod.registry.models import Membership, Municipality, Organization
from mezhgorod.registry.queries.memberships import memberships_of
from mezhgorod.registry.rules import MembershipEnd, RuleViolation
from mezhgorod.website.forms.who_is_who import (
    EndForm,
    MemberForm,
    MembershipForm,
    MergeForm,
    PasteForm,
)
from mezhgorod.website.pages.who_is_who.frame import (
    FormPage,
    Frame,
    form_page,
    frame_of,
    known_names,
    refused_visitor,
)

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@_METHODS
@never_cache
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Admit one member."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        party = _party(owner, values, frame)
        draft = _draft(party, values)
        made = admit_member(association=owner, draft=draft, actor=frame.actor, now=timezone.now())
        return f"{made.member.spoken_name}: запись о членстве внесена."

    page = FormPage(
        title="Внести члена" if frame.has_members else "Внести участника планов",
        submit="Внести",
        back=reverse("association", args=(slug,)),
        crumbs=_crumbs(owner),
        lists={"party": known_names()},
    )
    return form_page(request, page=page, form=MemberForm(request.POST or None), save=save)


@_METHODS
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a membership."""
    found = _membership(pk)
    frame = frame_of(request, found.association)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        draft = _draft(found.member, values)
        edit_membership(membership=found, draft=draft, actor=frame.actor, now=timezone.now())
        return f"{found.member.spoken_name}: сведения сохранены."

    def delete() -> str:
        name = found.member.spoken_name
        delete_membership(membership=found, actor=frame.actor, now=timezone.now())
        return f"{name}: запись о членстве удалена. Вернуть её можно в журнале."

    person = found.representative
    initial = {
        "since": found.since_text,
        "basis": found.basis_text,
        "places": "; ".join(place.municipality.name for place in found.places.all()),
        "representative": person.full_name if person else "",
        "is_public": person.is_public if person else False,
    }
    page = FormPage(
        title=f"{found.member.spoken_name}: сведения о членстве",
        submit="Сохранить",
        back=reverse("association", args=(found.association.slug,)),
        delete="Удалить запись, внесённую по ошибке? Если член вышел, вместо этого завершите "
        "членство: тогда прошлое сохранится.",
        crumbs=_crumbs(found.association),
    )
    form = MembershipForm(request.POST or None, initial=initial)
    return form_page(request, page=page, form=form, save=save, delete=delete)


@_METHODS
@never_cache
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership; the page itself is the question."""
    found = _membership(pk)
    frame = frame_of(request, found.association)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        ending = Ending(values["until"], MembershipEnd(values["kind"]), values["basis"])
        end_membership(membership=found, ending=ending, actor=frame.actor, now=timezone.now())
        return f"{found.member.spoken_name}: членство завершено. Отменить можно в журнале."

    page = FormPage(
        title=f"Завершить членство: {found.member.spoken_name}",
        submit="Завершить членство",
        back=reverse("association", args=(found.association.slug,)),
        lead="Запись останется в истории, строки прошлых планов не изменятся.",
        crumbs=_crumbs(found.association),
    )
    return form_page(request, page=page, form=EndForm(request.POST or None), save=save)


@_METHODS
@never_cache
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a member became part of another."""
    found = _membership(pk)
    frame = frame_of(request, found.association)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    others = [
        one
        for one in memberships_of(association=found.association).filter(end_kind="")
        if one.pk != found.pk
    ]

    def save(values: dict[str, Any]) -> str:
        into = next((one for one in others if str(one.pk) == values["successor"]), None)
        if into is None:
            message = "Выберите, с кем объединён член."
            raise RuleViolation("membership.successor", message, "successor")
        ending = Ending(values["until"], MembershipEnd.MERGED, values["basis"])
        merge_members(
            membership=found, into=into, ending=ending, actor=frame.actor, now=timezone.now()
        )
        return f"{found.member.spoken_name} теперь место члена «{into.member.spoken_name}»."

    page = FormPage(
        title=f"Объединить с другим членом: {found.member.spoken_name}",
        submit="Объединить",
        back=reverse("association", args=(found.association.slug,)),
        lead="Членство закончится, а место будет относиться к другому члену.",
        crumbs=_crumbs(found.association),
    )
    choices = [(str(one.pk), one.member.spoken_name) for one in others]
    form = MergeForm(request.POST or None, choices=choices)
    return form_page(request, page=page, form=form, save=save)


@_METHODS
@never_cache
def paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over a pasted list of members, all of it or nothing."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    form, errors = PasteForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            result = paste_members(
                association=owner,
                text=form.cleaned_data["text"],
                actor=frame.actor,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error("text", refusal.message)
        else:
            errors = result.errors
            if not errors:
                messages.info(request, _told(len(result.admitted), len(result.known)))
                return redirect("association", slug)
    context = {"frame": frame, "form": form, "line_errors": errors, "crumbs": _crumbs(owner)}
    status = 422 if form.errors or errors else 200
    return render(request, "website/who_is_who/paste.html", context, status=status)


def _told(admitted: int, known: int) -> str:
    words = f"Внесено членов: {admitted}."
    return f"{words} Уже были в составе: {known}." if known else words


def _membership(pk: int) -> Membership:
    return get_object_or_404(
        Membership.objects.select_related(
            "association", "member__territory", "representative"
        ).prefetch_related("places__municipality"),
        pk=pk,
    )


def _party(owner: Organization, values: dict[str, Any], frame: Frame) -> Organization:
    if values["is_new"]:
        return add_department(
            association=owner, name=values["party"], actor=frame.actor, now=timezone.now()
        )
    return party_named(name=values["party"])


def _draft(party: Organization, values: dict[str, Any]) -> MembershipDraft:
    return MembershipDraft(
        party=party,
        since_text=values["since"],
        basis_text=values["basis"],
        places=_places(values["places"]),
        representative=Named(values["representative"], values["is_public"]),
    )


def _places(text: str) -> tuple[Municipality, ...]:
    names = [name.strip() for name in text.replace("\n", ";").split(";")]
    return tuple(city_named(name=name) for name in names if name)


def _crumbs(owner: Organization) -> tuple[tuple[str, str], ...]:
    return ((owner.spoken_name, reverse("association", args=(owner.slug,))),)
