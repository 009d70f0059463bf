"""Bodies: the list with who sits in them, one body with its decisions, elections in a form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mezhgorod.registry.actions import (
    BodyDraft,
    DecisionDraft,
    Named,
    Seat,
    delete_body,
    party_named,
    record_decision,
    record_election,
    save_body,
)
from mezhgorod.registry.models import Body, Organization, Post, Tenure
from mezhgorod.registry.queries.associations import decisions_of, history_of
from mezhgorod.registry.queries.offices import (
    Office,
    composition_on,
    compositions_of,
    offices_of,
    past_tenures,
)
from mezhgorod.registry.rules import BodyKind, DecisionKind, RuleViolation
from mezhgorod.website.forms.who_is_who import BodyForm, DecisionForm, ElectionForm
from mezhgorod.website.pages.who_is_who.frame import (
    FormPage,
    asked_day,
    form_page,
    frame_of,
    refused_visitor,
)
from mezhgorod.website.pages.who_is_who.people import holder_of, seats_of

_METHODS = require_http_methods(["GET", "HEAD", "POST"])
# As statutes list them: the highest first.
_ORDER = (
    BodyKind.ASSEMBLY,
    BodyKind.BOARD,
    BodyKind.DIRECTORATE,
    BodyKind.AUDIT,
    BodyKind.COMMITTEE,
    BodyKind.OTHER,
)


@require_safe
def body_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All bodies of an association with their composition on a day, and its own posts."""
    owner = get_object_or_404(Organization, slug=slug)
    frame, day = frame_of(request, owner), asked_day(request)
    by_body = compositions_of(owner=owner, day=day)
    sees = frame.can_see_people
    bodies = sorted(
        Body.objects.filter(owner=owner).select_related("parent"),
        key=lambda one: (_ORDER.index(one.kind), one.name),
    )
    context = {
        "frame": frame,
        "day": day,
        "is_today": day == timezone.localdate(),
        "bodies": [
            (one, _kind_words(one), seats_of(by_body.get(one.pk, []), sees_people=sees, day=day))
            for one in bodies
        ],
        "own": seats_of(offices_of(organization=owner, day=day), sees_people=sees, day=day),
    }
    return render(request, "website/who_is_who/bodies.html", context)


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: who sits in it on a day, who sat before, what it has decided."""
    found = _body(slug)
    frame, day = frame_of(request, found.owner), asked_day(request)
    sees = frame.can_see_people
    composition = composition_on(body=found, day=day)
    records = [found, *(one.post for one in composition), *_tenures(composition)]
    context = {
        "frame": frame,
        "history": history_of(records=records) if frame.can_see_journal else [],
        "body": found,
        "kind_words": _kind_words(found),
        "day": day,
        "is_today": day == timezone.localdate(),
        "seats": seats_of(composition, sees_people=sees, day=day),
        "past": [holder_of(one, sees_people=sees) for one in past_tenures(body=found, day=day)],
        "decisions": decisions_of(body=found),
        "children": found.children.all(),
    }
    return render(request, "website/who_is_who/body.html", context)


@_METHODS
@never_cache
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new body."""
    owner = get_object_or_404(Organization, slug=slug)
    return _edited(request, owner, None)


@_METHODS
@never_cache
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """A body changed; one added by mistake is deleted here."""
    found = _body(slug)
    return _edited(request, found.owner, found)


def _edited(request: HttpRequest, owner: Organization, found: Body | None) -> HttpResponse:
    frame = frame_of(request, owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    parents = [
        one
        for one in Body.objects.filter(owner=owner).select_related("parent")
        if found is None or one.pk != found.pk
    ]

    def save(values: dict[str, Any]) -> str:
        draft = _draft(values, parents)
        made = save_body(
            owner=owner, draft=draft, body=found, actor=frame.actor, now=timezone.now()
        )
        return f"{made.name}: сохранено."

    def delete() -> str:
        if found is None:
            raise RuleViolation("body.unknown", "Удалять нечего.")
        name = found.name
        delete_body(body=found, actor=frame.actor, now=timezone.now())
        return f"Орган «{name}» удалён. Вернуть его можно в журнале."

    choices = [(str(one.pk), one.name) for one in parents]
    form = BodyForm(request.POST or None, parents=choices, initial=_initial(found))
    page, may_delete = _words(owner, found), delete if found else None
    return form_page(request, page=page, form=form, save=save, delete=may_delete)


def _words(owner: Organization, found: Body | None) -> FormPage:
    return FormPage(
        title=f"{found.name}: изменить" if found else "Добавить орган",
        submit="Сохранить" if found else "Добавить",
        back=reverse("association_bodies", args=(owner.slug,)),
        delete="Удалить орган, добавленный по ошибке?" if found else "",
        crumbs=_crumbs(owner),
    )


def _draft(values: dict[str, Any], parents: list[Body]) -> BodyDraft:
    return BodyDraft(
        name=values["name"],
        kind=BodyKind(values["kind"]),
        parent=next((one for one in parents if str(one.pk) == values["parent"]), None),
        since_on=values["since_on"],
        until_on=values["until_on"],
    )


def _initial(found: Body | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "name": found.name,
        "kind": found.kind,
        "parent": str(found.parent_id or ""),
        "since_on": found.since_on,
        "until_on": found.until_on,
    }


@_METHODS
@never_cache
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """What a body has decided, in a form."""
    found = _body(slug)
    frame = frame_of(request, found.owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        draft = DecisionDraft(
            values["decided_on"], values["text"], values["number"], DecisionKind(values["kind"])
        )
        record_decision(body=found, draft=draft, actor=frame.actor, now=timezone.now())
        return "Решение записано."

    page = FormPage(
        title=f"Записать решение: {found.name}",
        submit="Записать решение",
        back=reverse("body", args=(found.slug,)),
        crumbs=_crumbs(found.owner),
    )
    return form_page(request, page=page, form=DecisionForm(request.POST or None), save=save)


@_METHODS
@never_cache
def election(request: HttpRequest, slug: str) -> HttpResponse:
    """An election by a body: who is elected to which posts, until when."""
    found = _body(slug)
    frame = frame_of(request, found.owner)
    if (refused := refused_visitor(request, is_allowed=frame.can_keep)) is not None:
        return refused
    posts = list(
        Post.objects.filter(organization=found.owner).select_related("body", "organization")
    )

    def save(values: dict[str, Any]) -> str:
        seats = [seat for post in posts for seat in _seats(post, values)]
        draft = DecisionDraft(values["decided_on"], values["text"], values["number"])
        record_election(
            draft=draft,
            body=found,
            seats=seats,
            until_text=values["until"],
            actor=frame.actor,
            now=timezone.now(),
        )
        return "Избрание записано, полномочия начались со дня решения."

    page = FormPage(
        title=f"Записать избрание: {found.name}",
        submit="Записать избрание",
        back=reverse("body", args=(found.slug,)),
        lead="Прежние полномочия на избранных должностях завершатся днём раньше решения."
        if posts
        else "Сначала добавьте должности органов: избирать пока не на что.",
        crumbs=_crumbs(found.owner),
    )
    named = [(post.pk, _called(post), post.is_single) for post in posts]
    form = ElectionForm(request.POST or None, posts=named)
    return form_page(request, page=page, form=form, save=save)


def _called(post: Post) -> str:
    return f"{post.body.name}: {post.title}" if post.body else post.title


def _seats(post: Post, values: dict[str, Any]) -> list[Seat]:
    """Read who is elected to a post: «Имя; от кого», one in a line."""
    seats = []
    for typed in values[f"post-{post.pk}"].splitlines():
        name, _, party = typed.partition(";")
        if not name.strip() and not party.strip():
            continue
        organization = party_named(name=party, field=f"post-{post.pk}") if party.strip() else None
        seats.append(Seat(post, Named(name.strip(), values["is_public"]), organization))
    return seats


def _tenures(composition: list[Office]) -> list[Tenure]:
    return [tenure for office in composition for tenure in office.tenures]


def _kind_words(body: Body) -> str:
    """Return the kind of a body, empty where its name says it already."""
    label = BodyKind(body.kind).label
    return "" if label.casefold() in body.name.casefold() else label


def _body(slug: str) -> Body:
    return get_object_or_404(Body.objects.select_related("owner", "parent"), slug=slug)


def _crumbs(owner: Organization) -> tuple[tuple[str, str], ...]:
    return (
        (owner.spoken_name, reverse("association", args=(owner.slug,))),
        ("Органы и должности", reverse("association_bodies", args=(owner.slug,))),
    )
