"""Agreements: the register, one agreement with its rows and files, partners in other regions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mezhgorod.planning.actions.years.feeds import (
    FILE_SUFFIXES,
    drop_agreement_file,
    keep_agreement_file,
    link_agreement,
    unlink_agreement,
)
from mezhgorod.planning.models import AgreementFile, PlanItem
from mezhgorod.planning.queries.feeds import (
    files_of_agreement,
    items_of_agreements,
    linkable_items,
)
from mezhgorod.registry.actions import (
    AgreementDraft,
    CounterpartDraft,
    delete_agreement,
    delete_counterpart,
    party_named,
    save_agreement,
    save_counterpart,
)
from mezhgorod.registry.models import Agreement, Counterpart, Organization, Region
from mezhgorod.registry.queries.agreements import agreements_of, counterparts_of
from mezhgorod.registry.queries.associations import history_of
from mezhgorod.registry.rules import RuleViolation, agreement_state, number_of
from mezhgorod.website.forms.who_is_who import (
    AgreementForm,
    CounterpartForm,
    parties_text,
    read_parties,
)
from mezhgorod.website.pages.who_is_who.frame import (
    FormPage,
    form_page,
    frame_of,
    known_names,
    refused_visitor,
)

_METHODS = require_http_methods(["GET", "HEAD", "POST"])
_MAX_WORDS = 100


@require_safe
def agreement_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The register of agreements with their state today, and the partners by region."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    found = agreements_of(owner=owner, today=timezone.localdate())
    items = items_of_agreements(agreements=[one.agreement for one in found], actor=frame.actor)
    context = {
        "frame": frame,
        "agreements": [(one, items.get(one.agreement.pk, [])) for one in found],
        "counterparts": counterparts_of(owner=owner),
    }
    return render(request, "website/who_is_who/agreements.html", context)


@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement: parties, term, files, the rows of plans it feeds, its journal."""
    found = _agreement(pk)
    frame = frame_of(request, found.owner)
    words = request.GET.get("q", "")[:_MAX_WORDS].replace("\0", "")
    items = items_of_agreements(agreements=[found], actor=frame.actor).get(found.pk, [])
    linked = {item.pk for item in items}
    offered = linkable_items(owner=found.owner, words=words) if frame.can_keep and words else []
    context = {
        "frame": frame,
        "agreement": found,
        "parties": found.parties.select_related("party__territory"),
        "state": agreement_state(
            signed_on=found.signed_on, until=found.until, today=timezone.localdate()
        ),
        "items": items,
        "files": files_of_agreement(agreement=found),
        "suffixes": ",".join(FILE_SUFFIXES),
        "words": words,
        "offered": [item for item in offered if item.pk not in linked],
        "history": history_of(records=[found]) if frame.can_see_journal else [],
    }
    return render(request, "website/who_is_who/agreement.html", context)


@_METHODS
@never_cache
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new agreement."""
    return _edited(request, get_object_or_404(Organization, slug=slug), None)


@_METHODS
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreement changed; one entered by mistake is deleted here."""
    found = _agreement(pk)
    return _edited(request, found.owner, found)


def _edited(request: HttpRequest, owner: Organization, found: Agreement | None) -> HttpResponse:
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        save_agreement(
            owner=owner,
            draft=_draft(values),
            agreement=found,
            actor=frame.actor,
            now=timezone.now(),
        )
        return "Соглашение сохранено."

    def delete() -> str:
        if found is None:
            raise RuleViolation("agreement.unknown", "Удалять нечего.")
        delete_agreement(agreement=found, actor=frame.actor, now=timezone.now())
        return "Соглашение удалено. Вернуть его можно в журнале, без файлов и связей со строками."

    page = FormPage(
        title="Изменить соглашение" if found else "Внести соглашение",
        submit="Сохранить" if found else "Внести",
        back=_register(owner),
        delete="Удалить соглашение, внесённое по ошибке?" if found else "",
        crumbs=_crumbs(owner),
    )
    form = AgreementForm(request.POST or None, initial=_initial(found))
    return form_page(request, page=page, form=form, save=save, delete=delete if found else None)


def _draft(values: dict[str, Any]) -> AgreementDraft:
    return AgreementDraft(
        title=values["title"],
        number=values["number"],
        signed_on=values["signed_on"],
        until_text=values["until"],
        registered_on=values["registered_on"],
        note=values["note"],
        parties=[
            (party_named(name=name, field="parties"), role)
            for name, role in read_parties(values["parties"])
        ],
    )


def _initial(found: Agreement | None) -> dict[str, Any]:
    if found is None:
        return {}
    parties = found.parties.select_related("party__territory")
    return {
        "title": found.title,
        "number": found.number,
        "signed_on": found.signed_on,
        "until": found.until_text,
        "registered_on": found.registered_on,
        "note": found.note,
        "parties": parties_text([(one.party.spoken_name, one.role) for one in parties]),
    }


@require_POST
@never_cache
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie a row of a plan to an agreement, or untie it."""
    found = _agreement(pk)
    frame = frame_of(request, found.owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    plan_rows = PlanItem.objects.select_related("event", "section__plan")
    item = get_object_or_404(plan_rows, pk=number_of(request.POST.get("item", "")))
    act = unlink_agreement if request.POST.get("do") == "unlink" else link_agreement
    try:
        act(agreement=found, item=item, actor=frame.actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        is_off = act is unlink_agreement
        messages.info(request, "Строка отвязана." if is_off else "Строка связана с соглашением.")
    return redirect("agreement", pk)


@require_POST
@never_cache
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the signed text of an agreement."""
    found = _agreement(pk)
    frame = frame_of(request, found.owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise RuleViolation("agreement.no_file", "Выберите файл соглашения.", "file")
        keep_agreement_file(
            agreement=found,
            file=sent,
            file_name=sent.name or "",
            actor=frame.actor,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Файл приложен к соглашению.")
    return redirect("agreement", pk)


@require_safe
@never_cache
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The signed text, for those who see what is hidden from the public: it bears names."""
    kept = get_object_or_404(
        AgreementFile.objects.select_related("agreement__owner", "document"), pk=pk
    )
    frame = frame_of(request, kept.agreement.owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_see_people)) is not None:
        return refused
    return FileResponse(
        kept.document.file.open("rb"), as_attachment=True, filename=kept.document.file_name
    )


@require_POST
@never_cache
def drop_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off an agreement."""
    kept = get_object_or_404(
        AgreementFile.objects.select_related("agreement__owner", "document"), pk=pk
    )
    frame = frame_of(request, kept.agreement.owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    drop_agreement_file(kept=kept, actor=frame.actor, now=timezone.now())
    messages.info(request, "Файл убран. Приложить его снова можно с вашего компьютера.")
    return redirect("agreement", kept.agreement_id)


@_METHODS
@never_cache
def add_counterpart(request: HttpRequest, slug: str) -> HttpResponse:
    """An authority of another region."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    regions = {str(one.pk): one for one in Region.objects.all()}

    def save(values: dict[str, Any]) -> str:
        region = regions.get(values["region"])
        if region is None:
            raise RuleViolation("counterpart.region", "Выберите субъект РФ.", "region")
        partner = party_named(name=values["partner"], field="partner")
        draft = CounterpartDraft(region, partner, values["sphere"])
        save_counterpart(owner=owner, draft=draft, actor=frame.actor, now=timezone.now())
        return f"Партнёр внесён: {region.name}."

    page = FormPage(
        title="Внести партнёра в другом регионе",
        submit="Внести",
        back=_register(owner),
        crumbs=_crumbs(owner),
        lists={"partner": known_names()},
    )
    choices = [(key, one.name) for key, one in regions.items()]
    form = CounterpartForm(request.POST or None, regions=choices)
    return form_page(request, page=page, form=form, save=save)


@require_POST
@never_cache
def remove_counterpart(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an authority of another region out of the list; the journal can put it back."""
    rows = Counterpart.objects.select_related("owner", "region", "partner__territory")
    found = get_object_or_404(rows, pk=pk)
    frame = frame_of(request, found.owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    owner = found.owner
    delete_counterpart(counterpart=found, actor=frame.actor, now=timezone.now())
    messages.info(request, "Партнёр убран. Вернуть его можно в журнале.")
    return redirect("association_agreements", owner.slug)


def _agreement(pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.select_related("owner"), pk=pk)


def _register(owner: Organization) -> str:
    return reverse("association_agreements", args=(owner.slug,))


def _crumbs(owner: Organization) -> tuple[tuple[str, str], ...]:
    return (
        (owner.spoken_name, reverse("association", args=(owner.slug,))),
        ("Соглашения", _register(owner)),
    )
