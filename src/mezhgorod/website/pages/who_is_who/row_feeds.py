"""What a row of a plan carries out and is about: shown on its page, tied and untied there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mezhgorod.planning.actions.years.feeds import (
    link_agreement,
    link_periodical,
    unlink_agreement,
    unlink_periodical,
)
from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.queries import plans_visible_to
from mezhgorod.planning.queries.feeds import RowFeeds, feeds_of_items
from mezhgorod.registry.models import Agreement, Organization, Periodical
from mezhgorod.registry.rules import KEEP_DIRECTORY, Actor, RuleViolation, Subject, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.who_is_who.frame import refused_visitor

_AGREEMENT, _PERIODICAL = "agreement", "periodical"


@dataclass(frozen=True, slots=True)
class FedRow:
    """A row with what it carries out, and what its keeper may still tie to it."""

    item: PlanItem
    feeds: RowFeeds
    can_keep: bool
    agreements: tuple[Agreement, ...] = ()
    periodicals: tuple[Periodical, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read or to choose."""
        return any((self.feeds.agreements, self.feeds.periodicals, self.can_choose))

    @property
    def can_choose(self) -> bool:
        """Whether something is left to tie."""
        return bool(self.agreements or self.periodicals)


def fed_rows(*, items: Sequence[PlanItem], actor: Actor) -> list[FedRow]:
    """Return what the rows of an event carry out; four queries, two for those who only read.

    Args:
        items: the rows that the visitor may read, loaded with their plans.
    """
    feeds = feeds_of_items(items=items)
    keeping = {
        owner
        for owner in (item.section.plan.owner_id for item in items)
        if may(actor, KEEP_DIRECTORY, Subject(owner_id=owner))
    }
    agreements = list(Agreement.objects.filter(owner__in=keeping)) if keeping else []
    periodicals = list(Periodical.objects.filter(owner__in=keeping)) if keeping else []
    rows = []
    for item in items:
        own, tied = item.section.plan.owner_id, feeds[item.pk]
        rows.append(
            FedRow(
                item,
                tied,
                own in keeping,
                tuple(a for a in agreements if a.owner_id == own and a not in tied.agreements),
                tuple(p for p in periodicals if p.owner_id == own and p not in tied.periodicals),
            )
        )
    return [one for one in rows if one.is_shown]


@require_POST
@never_cache
def row_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie a row to an agreement or a publication of its owner, or untie it."""
    actor = actor_of_request(request)
    rows = PlanItem.objects.filter(section__plan__in=plans_visible_to(actor=actor))
    item = get_object_or_404(rows.select_related("event", "section__plan__owner"), pk=pk)
    owner = item.section.plan.owner
    allowed = may(actor, KEEP_DIRECTORY, Subject(owner_id=owner.pk))
    if (refused := refused_visitor(request, is_allowed=allowed)) is not None:
        return refused
    is_off = request.POST.get("do") == "unlink"
    act = _act(owner, request.POST.get("feed", ""), is_off=is_off)
    try:
        act(item=item, actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Связь снята." if is_off else "Строка связана.")
    return redirect(f"{reverse('event', args=(item.event.uid,))}#feeds")


def _act(owner: Organization, feed: str, *, is_off: bool) -> Callable[..., object]:
    kind, _, key = feed.partition(":")
    if kind == _AGREEMENT:
        agreement = get_object_or_404(Agreement, owner=owner, pk=number_of(key))
        return partial(unlink_agreement if is_off else link_agreement, agreement=agreement)
    if kind == _PERIODICAL:
        told = get_object_or_404(Periodical, owner=owner, pk=number_of(key))
        return partial(unlink_periodical if is_off else link_periodical, periodical=told)
    raise Http404
