"""«Макеты»: how an organization prints its plans, made from a plan or a ready layout, in a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.planning.actions import choose_layout, delete_layout, save_layout
from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.planning.queries import layout_choices, layout_owners, own_choice, plans_visible_to
from mezhgorod.planning.rules import KEEP_LAYOUTS
from mezhgorod.registry.actions import delete_logo, save_logo
from mezhgorod.registry.actions.logos import MAX_BYTES
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, may_anywhere, number_of, owners_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.evidence import ROLE_NAMES
from mezhgorod.website.forms.layouts import LayoutForm
from mezhgorod.website.layout_preview import preview_of
from mezhgorod.website.layout_words import ITEM_FIELD_WORDS, PLAN_FIELD_WORDS
from planbook.layouts import LAYOUT_NAMES, Layout, layout_named

_SAVED = "Макет «{title}» сохранён."
_CHANGED_MEANWHILE = (
    "Пока вы правили макет, его сохранил другой сотрудник. Ваши правки здесь целы: сохраните ещё "
    "раз, чтобы заменить сохранённое, или откройте макет заново, чтобы увидеть чужие."
)

_Row = TypeVar("_Row", bound=Model)


def for_layout_makers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only people in who may change plans: others log in or read why they may not."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            is_page = request.method in {"GET", "HEAD"}
            return redirect_to_login(request.get_full_path() if is_page else reverse("layouts"))
        if not may_anywhere(actor_of_request(request), KEEP_LAYOUTS):
            raise PermissionDenied
        return view(request, **kwargs)

    return never_cache(wrapped)


@dataclass(frozen=True, slots=True)
class Edited:
    """What the page of the form is about: whose layout, the stored one if there is, its plans."""

    owner: Organization
    stored: PlanLayout | None
    plans: list[Plan]
    plan: Plan | None

    @property
    def roles(self) -> tuple[str, ...]:
        """Columns of the plan that have no usual name."""
        columns = self.plan.columns.all() if self.plan else ()
        return tuple(one.role for one in columns if one.role and one.role not in ROLE_NAMES)


@require_GET
@for_layout_makers
def layout_list(request: HttpRequest) -> HttpResponse:
    """Layouts of every organization with the plans printed in them, and those of the program."""
    owners = [(owner, _titles(owner)) for owner in _within(layout_owners(), request, "pk")]
    shipped = [(name, layout_named(name).title) for name in LAYOUT_NAMES]
    return render(request, "website/layouts/index.html", {"owners": owners, "shipped": shipped})


@require_http_methods(["GET", "HEAD", "POST"])
@for_layout_makers
def new(request: HttpRequest) -> HttpResponse:
    """The form of a layout that is not kept yet: `?owner=`, `?from=` a plan or a layout."""
    owner = get_object_or_404(_owners(request), slug=request.GET.get("owner", ""))
    edited = _edited(request, owner, None)
    if request.method == "POST":
        return _sent(request, edited)
    layout = _origin(owner, request.GET.get("from", ""))
    form = LayoutForm.of_layout(replace(layout, title=layout.title[:190]), roles=edited.roles)
    return _page(request, edited, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_layout_makers
def layout(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a kept layout beside its preview."""
    stored = get_object_or_404(_layouts(request).select_related("owner"), pk=pk)
    edited = _edited(request, stored.owner, stored)
    if request.method == "POST":
        return _sent(request, edited)
    choice = own_choice(stored)
    if choice is None:
        return render(request, "website/layouts/unreadable.html", {"stored": stored})
    return _page(request, edited, LayoutForm.of_layout(choice.layout, roles=edited.roles))


@require_POST
@for_layout_makers
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a layout; the button stands behind a question."""
    stored = get_object_or_404(_layouts(request), pk=pk)
    delete_layout(stored=stored, actor=actor_of_request(request), now=timezone.now())
    messages.info(request, f"Макет «{stored.title}» удалён.")
    return redirect("layouts")


@require_POST
@for_layout_makers
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Print a plan in a layout of its owner by default, or again as its document looks."""
    plans = plans_visible_to(actor=actor_of_request(request)).select_related("owner")
    plan = get_object_or_404(_within(plans, request, "owner"), slug=slug)
    key = request.POST.get("layout", "")
    stored = get_object_or_404(_layouts(request), pk=number_of(key)) if key else None
    try:
        actor = actor_of_request(request)
        choose_layout(plan=plan, stored=stored, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        words = f"в макете «{stored.title}»" if stored else "как исходный документ"
        messages.info(request, f"«{plan.title}» печатается {words}.")
    return redirect(f"{reverse('layouts')}#owner-{plan.owner.slug}")


@require_POST
@for_layout_makers
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the emblem that an organization prints above its plans, or take it away."""
    owner = get_object_or_404(_owners(request), slug=slug)
    file = request.FILES.get("logo")
    try:
        if request.POST.get("do") == "delete":
            actor = actor_of_request(request)
            delete_logo(organization=owner, actor=actor, now=timezone.now())
            messages.info(request, "Эмблема убрана.")
        else:
            data = file.read(MAX_BYTES + 1) if file else b""
            save_logo(
                organization=owner, data=data, actor=actor_of_request(request), now=timezone.now()
            )
            messages.info(request, "Эмблема сохранена: она печатается над планами.")
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{reverse('layouts')}#owner-{owner.slug}")


def _sent(request: HttpRequest, edited: Edited) -> HttpResponse:
    """Answer a button of the form: keep, show, or add, remove and move a row."""
    form = LayoutForm.of_post(request.POST, roles=edited.roles)
    command = request.POST.get("do", "")
    if command == "save":
        return _saved(request, edited, form)
    if request.headers.get("HX-Request"):
        return render(request, "website/layouts/preview.html", _preview(edited, form))
    return _page(request, edited, form, focus=form.step(command))


def _saved(request: HttpRequest, edited: Edited, form: LayoutForm) -> HttpResponse:
    stored, seen = edited.stored, request.POST.get("seen", "")
    if stored and seen != stored.updated_at.isoformat():
        form.refuse("", _CHANGED_MEANWHILE)
    if form.layout is None:
        return _page(request, edited, form, status=422)
    try:
        kept = save_layout(
            stored=stored,
            owner=edited.owner,
            layout=form.layout,
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.refuse(refusal.field, refusal.message)
        return _page(request, edited, form, status=422)
    messages.info(request, _SAVED.format(title=kept.title))
    shown = f"?plan={edited.plan.slug}" if edited.plan else ""
    return redirect(reverse("layout", args=(kept.pk,)) + shown)


def _page(
    request: HttpRequest, edited: Edited, form: LayoutForm, *, focus: str = "", status: int = 200
) -> HttpResponse:
    context = {
        **_preview(edited, form),
        "view": form.view,
        "focus": focus,
        "item_fields": ITEM_FIELD_WORDS,
        "plan_fields": PLAN_FIELD_WORDS,
        "seen": edited.stored.updated_at.isoformat() if edited.stored else "",
    }
    return render(request, "website/layouts/edit.html", context, status=status)


def _preview(edited: Edited, form: LayoutForm) -> dict[str, Any]:
    shown = form.layout and edited.plan and preview_of(edited.plan, form.layout)
    return {"edited": edited, "form": form, "preview": shown}


def _edited(request: HttpRequest, owner: Organization, stored: PlanLayout | None) -> Edited:
    """Return what is edited; `plan` of the form or of the address chooses what it is shown on."""
    plans = list(
        plans_visible_to(actor=actor_of_request(request))
        .filter(owner=owner)
        .order_by("-period_start")
    )
    for plan in plans:
        plan.owner = owner
    wanted = request.POST.get("plan") or request.GET.get("plan", "")
    chosen = next((plan for plan in plans if plan.slug == wanted), plans[0] if plans else None)
    return Edited(owner, stored, plans, chosen)


def _origin(owner: Organization, key: str) -> Layout:
    """Return the layout a new one starts as: of the program, of the owner, of a plan's document."""
    if key in LAYOUT_NAMES:
        return layout_named(key)
    kind, _, slug = key.partition(":")
    if kind == "plan":
        plan = get_object_or_404(Plan.objects.select_related("owner"), owner=owner, slug=slug)
        source = next((one for one in layout_choices(plan=plan) if one.key == "source"), None)
        # A plan that came in before layouts were read has none of its own.
        return source.layout if source else layout_named(LAYOUT_NAMES[0])
    if kind == "own":
        choice = own_choice(get_object_or_404(PlanLayout, owner=owner, pk=number_of(slug)))
        if choice is not None:
            return replace(choice.layout, title=f"{choice.title[:180]} (копия)")
    raise Http404


def _titles(owner: Organization) -> dict[int, list[Plan]]:
    """Return the plans printed in each layout of an organization."""
    used: dict[int, list[Plan]] = {one.pk: [] for one in owner.layouts.all()}
    for plan in owner.plans.all():
        if plan.layout_id in used:
            used[plan.layout_id].append(plan)
    return used


def _owners(request: HttpRequest) -> QuerySet[Organization]:
    return _within(Organization.objects.all(), request, "pk")


def _layouts(request: HttpRequest) -> QuerySet[PlanLayout]:
    return _within(PlanLayout.objects.all(), request, "owner")


def _within(found: QuerySet[_Row], request: HttpRequest, path: str) -> QuerySet[_Row]:
    """Keep what belongs to those whose layouts this person keeps; `path` leads to the owner."""
    actor: Actor = actor_of_request(request)
    if actor.is_administrator:
        return found
    return found.filter(**{f"{path}__in": owners_of(actor, KEEP_LAYOUTS)})
