"""«Группы городов»: put together by hand, to be compared with one another."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.exchanges.actions.groups import GroupDraft, delete_group, save_group
from mezhgorod.exchanges.models import PartyGroup
from mezhgorod.exchanges.queries.groups import asked_parties, party_groups
from mezhgorod.exchanges.rules import KEEP_EXCHANGES
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import RuleViolation, Subject, may, number_of
from mezhgorod.website.actors import actor_of_request

_TEMPLATE = "website/exchanges/comparing/groups.html"
_MAX_CHOSEN = 2000


def _for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only those in who keep the exchanges of the association in the address."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        owner = get_object_or_404(Organization, slug=slug)
        if not may(actor_of_request(request), KEEP_EXCHANGES, Subject(owner_id=owner.pk)):
            raise PermissionDenied
        return view(request, owner, **kwargs)

    return never_cache(wrapped)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_keepers
def group_list(request: HttpRequest, owner: Organization) -> HttpResponse:
    """The groups of an association and the form of a new one."""
    return _edited(request, owner, None)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_keepers
def group(request: HttpRequest, owner: Organization, pk: int) -> HttpResponse:
    """One group in the form."""
    return _edited(request, owner, get_object_or_404(PartyGroup, owner=owner, pk=pk))


@require_POST
@_for_keepers
def delete(request: HttpRequest, owner: Organization, pk: int) -> HttpResponse:
    """Delete a group; the button stands behind a question."""
    stored = get_object_or_404(PartyGroup, owner=owner, pk=pk)
    delete_group(stored=stored, actor=actor_of_request(request), now=timezone.now())
    messages.info(request, f"Группа «{stored.title}» удалена.")
    return redirect("city_groups", slug=owner.slug)


def _edited(request: HttpRequest, owner: Organization, stored: PartyGroup | None) -> HttpResponse:
    if request.method != "POST":
        chosen = set(stored.parties.values_list("pk", flat=True)) if stored else set()
        return _page(request, owner, stored, stored.title if stored else "", chosen)
    title = request.POST.get("title", "")
    sent = request.POST.getlist("parties")[:_MAX_CHOSEN]
    chosen = set(map(number_of, sent)) - {0}
    try:
        kept = save_group(
            owner=owner,
            stored=stored,
            draft=GroupDraft(title, chosen),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        return _page(request, owner, stored, title[:1000], chosen, refusal=refusal)
    messages.info(request, f"Группа «{kept.title}» сохранена: городов {len(chosen)}.")
    return redirect("city_groups", slug=owner.slug)


def _page(
    request: HttpRequest,
    owner: Organization,
    stored: PartyGroup | None,
    title: str,
    chosen: set[int],
    *,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    context = {
        "owner": owner,
        "groups": party_groups(owner_id=owner.pk),
        "stored": stored,
        "title": title,
        "parties": [(one, one.pk in chosen) for one in asked_parties(owner_id=owner.pk)],
        "refusal": refusal,
    }
    return render(request, _TEMPLATE, context, status=422 if refusal else 200)
