"""«Объединения»: the list, and one association with its members on a day."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mezhgorod.planning.actions.years.offers import MAX_NOTE
from mezhgorod.planning.queries import plans_visible_to
from mezhgorod.planning.queries.feeds import plans_of_owner
from mezhgorod.planning.rules import PUBLIC_STATES, RECORD_EDITION
from mezhgorod.registry.models import Organization
from mezhgorod.registry.queries.associations import associations, membership_history
from mezhgorod.registry.queries.memberships import Member, members_on
from mezhgorod.registry.queries.offices import EndingTerm, ending_terms
from mezhgorod.registry.rules import Subject, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.who_is_who.frame import Frame, asked_day, frame_of
from mezhgorod.website.pages.who_is_who.people import shown_name
from mezhgorod.website.pages.who_is_who.series import open_hosts

ENDING_DAYS = 180


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as a reader sees it."""

    member: Member
    representative: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every organization that owns plans or has members or bodies."""
    owners = plans_visible_to(actor=actor_of_request(request)).values_list("owner_id", flat=True)
    found = associations(day=timezone.localdate(), also=set(owners))
    return render(request, "website/who_is_who/index.html", {"associations": found})


@require_safe
def association(request: HttpRequest, slug: str) -> HttpResponse:
    """Members on a day, who has left, what ends soon, the plans."""
    owner = get_object_or_404(Organization, slug=slug)
    frame = frame_of(request, owner)
    day, today = asked_day(request), timezone.localdate()
    found = members_on(association=owner, day=day)
    past = membership_history(association=owner)
    rows = [_row(one, frame) for one in found]
    plans = plans_of_owner(owner=owner, actor=frame.actor)
    context = {
        "frame": frame,
        "can_follow": any(plan.state in PUBLIC_STATES for plan in plans),
        "day": day,
        "is_today": day == today,
        "members": rows,
        "has_representatives": any(row.representative for row in rows),
        "past": [one for one in past if one.until_latest and one.until_latest < day],
        "endings": _endings(owner),
        "hosts": open_hosts(owner, frame.actor, sees_bids=_keeps_series(frame)),
        "max_note": MAX_NOTE,
        "plans": plans[:20],
    }
    return render(request, "website/who_is_who/members.html", context)


def _keeps_series(frame: Frame) -> bool:
    return may(frame.actor, RECORD_EDITION, Subject(owner_id=frame.owner.pk))


def _row(member: Member, frame: Frame) -> MemberRow:
    person = member.membership.representative
    return MemberRow(member, shown_name(person, sees_people=frame.can_see_people))


def _endings(owner: Organization) -> list[EndingTerm]:
    return ending_terms(owner=owner, today=timezone.localdate(), within_days=ENDING_DAYS)
