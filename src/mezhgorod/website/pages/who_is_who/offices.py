"""Posts and the terms of those who hold them, in forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.registry.actions import (
    Named,
    PostDraft,
    TenureDraft,
    delete_post,
    delete_tenure,
    end_tenure,
    party_named,
    save_post,
    save_tenure,
)
from mezhgorod.registry.actions.offices import keeper_of
from mezhgorod.registry.models import Body, Organization, Post, Tenure
from mezhgorod.registry.rules import Actor, RuleViolation
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.who_is_who import EndTenureForm, PostForm, TenureForm
from mezhgorod.website.pages.who_is_who.frame import (
    FormPage,
    form_page,
    known_names,
    refused_visitor,
)

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@_METHODS
@never_cache
def add_to_body(request: HttpRequest, slug: str) -> HttpResponse:
    """A new post in a body."""
    body = get_object_or_404(Body.objects.select_related("owner"), slug=slug)
    return _post_page(request, body.owner, body, None)


@_METHODS
@never_cache
def add_to_party(request: HttpRequest, slug: str) -> HttpResponse:
    """A new post of an organization itself: «Глава города»."""
    party = get_object_or_404(Organization.objects.select_related("territory"), slug=slug)
    return _post_page(request, party, None, None)


@_METHODS
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A post changed; one nobody ever held is deleted here."""
    post = _posts(pk)
    return _post_page(request, post.organization, post.body, post)


def _post_page(
    request: HttpRequest, organization: Organization, body: Body | None, post: Post | None
) -> HttpResponse:
    actor = actor_of_request(request)
    allowed = may_keep_posts(organization, actor)
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        draft = PostDraft(values["title"], values["is_single"], values["is_head"])
        made = save_post(
            organization=organization,
            draft=draft,
            body=body,
            post=post,
            actor=actor,
            now=timezone.now(),
        )
        return f"Должность «{made.title}» сохранена."

    def delete() -> str:
        if post is None:
            raise RuleViolation("post.unknown", "Удалять нечего.")
        title = post.title
        delete_post(post=post, actor=actor, now=timezone.now())
        return f"Должность «{title}» удалена. Вернуть её можно в журнале."

    form = PostForm(request.POST or None, initial=_said(post))
    page, may_delete = _post_words(organization, body, post), delete if post else None
    return form_page(request, page=page, form=form, save=save, delete=may_delete)


def _post_words(organization: Organization, body: Body | None, post: Post | None) -> FormPage:
    return FormPage(
        title=f"{post.title}: изменить" if post else "Добавить должность",
        submit="Сохранить" if post else "Добавить",
        back=_home(organization, body),
        lead=body.name if body else organization.spoken_name,
        delete="Удалить должность? Она исчезнет, если её никто не занимал." if post else "",
        crumbs=_crumbs(organization, body),
    )


def _said(post: Post | None) -> dict[str, Any] | None:
    if post is None:
        return None
    return {"title": post.title, "is_single": post.is_single, "is_head": post.is_head}


@_METHODS
@never_cache
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody begins to hold a post."""
    return _tenure_page(request, _posts(pk), None)


@_METHODS
@never_cache
def edit_tenure(request: HttpRequest, pk: int) -> HttpResponse:
    """A term corrected; one that never was is deleted here."""
    tenure = _tenures(pk)
    return _tenure_page(request, tenure.post, tenure)


@_METHODS
@never_cache
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """A term ends; the page itself is the question."""
    tenure = _tenures(pk)
    organization, body = tenure.post.organization, tenure.post.body
    actor = actor_of_request(request)
    allowed = may_keep_posts(organization, actor)
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        end_tenure(tenure=tenure, until_text=values["until"], actor=actor, now=timezone.now())
        return "Полномочия завершены. Отменить можно в журнале."

    page = FormPage(
        title=f"Завершить полномочия: {tenure.post.title}",
        submit="Завершить полномочия",
        back=_home(organization, body),
        lead="Запись останется в истории должности.",
        crumbs=_crumbs(organization, body),
    )
    form = EndTenureForm(request.POST or None, initial={"until": tenure.until_text})
    return form_page(request, page=page, form=form, save=save)


def _tenure_page(request: HttpRequest, post: Post, tenure: Tenure | None) -> HttpResponse:
    actor = actor_of_request(request)
    allowed = may_keep_posts(post.organization, actor)
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused

    def save(values: dict[str, Any]) -> str:
        save_tenure(
            post=post, draft=_draft(values, tenure), tenure=tenure, actor=actor, now=timezone.now()
        )
        return f"Полномочия внесены: {post.title}."

    def delete() -> str:
        if tenure is None:
            raise RuleViolation("tenure.unknown", "Удалять нечего.")
        delete_tenure(tenure=tenure, actor=actor, now=timezone.now())
        return "Запись о полномочиях удалена. Вернуть её можно в журнале."

    form = TenureForm(request.POST or None, initial=_initial(tenure))
    page, may_delete = _tenure_words(post, tenure), delete if tenure else None
    return form_page(request, page=page, form=form, save=save, delete=may_delete)


def _tenure_words(post: Post, tenure: Tenure | None) -> FormPage:
    return FormPage(
        title=f"{post.title}: кто занимает",
        submit="Сохранить",
        back=_home(post.organization, post.body),
        lead=post.body.name if post.body else post.organization.spoken_name,
        delete="Удалить запись, внесённую по ошибке? Если полномочия закончились, вместо этого "
        "завершите их: тогда прошлое сохранится."
        if tenure
        else "",
        crumbs=_crumbs(post.organization, post.body),
        lists={"party": known_names()},
    )


def _draft(values: dict[str, Any], tenure: Tenure | None) -> TenureDraft:
    return TenureDraft(
        named=Named(values["person"], values["is_public"]),
        party=party_named(name=values["party"]) if values["party"].strip() else None,
        since_text=values["since"],
        until_text=values["until"],
        decision=tenure.decision if tenure else None,
    )


def _initial(tenure: Tenure | None) -> dict[str, Any]:
    if tenure is None:
        return {}
    return {
        "person": tenure.person.full_name if tenure.person else "",
        "is_public": bool(tenure.person and tenure.person.is_public),
        "party": tenure.party.spoken_name if tenure.party else "",
        "since": tenure.since_text,
        "until": tenure.until_text,
    }


def may_keep_posts(organization: Organization, actor: Actor) -> bool:
    """Return whether somebody may keep the posts of an organization."""
    try:
        keeper_of(organization=organization, actor=actor)
    except RuleViolation:
        return False
    return True


def _posts(pk: int) -> Post:
    return get_object_or_404(
        Post.objects.select_related("organization__territory", "body__owner"), pk=pk
    )


def _tenures(pk: int) -> Tenure:
    rows = Tenure.objects.select_related(
        "post__organization__territory", "post__body", "person", "party__territory", "decision"
    )
    return get_object_or_404(rows, pk=pk)


def _home(organization: Organization, body: Body | None) -> str:
    if body is not None:
        return reverse("body", args=(body.slug,))
    return reverse("party", args=(organization.slug,))


def _crumbs(organization: Organization, body: Body | None) -> tuple[tuple[str, str], ...]:
    name = body.name if body else organization.spoken_name
    return ((name, _home(organization, body)),)
