"""An event being prepared: who is invited, what is on the programme, who may see it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from mezhgorod.planning.models import Event, Invitation, Plan, ProgrammeEntry
from mezhgorod.planning.rules.bodies import is_of_body
from mezhgorod.planning.rules.preparation import InvitedCounts, counts_of
from mezhgorod.registry.models import Body, Membership, Organization, RoleGrant
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.rules import BodyKind, Subject, name_key


def event_subject(
    *, event: Event, plan: Plan | None = None, owner_id: int | None = None
) -> Subject:
    """Return an event as far as rights depend on it: whose plan, and which committee's row."""
    owner = plan.owner_id if plan is not None else owner_id
    return Subject(owner_id=owner, body_id=_committee_id(event, owner), object_id=event.pk)


def invitation_subject(invitation: Invitation) -> Subject:
    """Return an invitation as far as rights depend on it."""
    return Subject(
        owner_id=invitation.owner_id,
        party_id=invitation.party_id,
        object_id=invitation.pk,
        state=invitation.state,
    )


def plan_of_event(event: Event) -> Plan | None:
    """Return the plan that prepares an event: the first it was entered in."""
    item = event.items.select_related("section__plan__owner").order_by("pk").first()
    return item.section.plan if item else None


def invitations_of(*, event: Event) -> QuerySet[Invitation]:
    """Return the invited of an event, members before guests, by name."""
    found = event.invitations.select_related("party__territory", "link")
    return found.order_by("is_guest", "name", "pk")


def invited_counts(*, event: Event) -> InvitedCounts:
    """Count the invited of an event and their answers, in one query."""
    return counts_of(event.invitations.order_by().values_list("state", "mode", "head_count"))


def programme_of(*, event: Event) -> QuerySet[ProgrammeEntry]:
    """Return the programme of an event in its order."""
    found = event.programme.select_related("party__territory", "file")
    return found.order_by("position", "pk")


def parties_to_invite(*, event: Event, owner: Organization) -> list[Organization]:
    """Return the parties of an owner that are not invited yet, by the name people call them."""
    taken = set(event.invitations.values_list("party_id", flat=True))
    found = (one for one in _parties(owner) if one.pk not in taken)
    return sorted(found, key=lambda one: one.spoken_name)


def members_by_place(*, owner: Organization, day: date) -> dict[str, Organization]:
    """Return the members of an owner by every place that speaks through them; four queries.

    Keys are those of `name_key`. A name of two members is none of theirs.
    """
    found: dict[str, Organization] = {}
    doubtful: set[str] = set()
    for one in members_on(association=owner, day=day):
        places = (place.municipality.name for place in one.membership.places.all())
        for key in {name_key(name) for name in (one.name, one.party.spoken_name, *places)}:
            if found.setdefault(key, one.party).pk != one.party.pk:
                doubtful.add(key)
    return {key: party for key, party in found.items() if key and key not in doubtful}


def parties_of_event(*, event: Event, owner: Organization) -> QuerySet[Organization]:
    """Return who may send a speaker: parties of the owner and those invited beside them."""
    known = Q(pk__in=_parties(owner).values("pk")) | Q(invitations__event=event)
    found = Organization.objects.filter(known).select_related("territory")
    return found.distinct().order_by("name")


def _parties(owner: Organization) -> QuerySet[Organization]:
    """Return the organizations that deal with an owner: members, those somebody speaks for."""
    spoken_for = RoleGrant.objects.filter(owner=owner, party__isnull=False).values("party")
    invited = Invitation.objects.filter(owner=owner, party__isnull=False).values("party")
    members = Membership.objects.filter(association=owner).values("member")
    known = Q(pk__in=spoken_for) | Q(pk__in=invited) | Q(pk__in=members)
    return Organization.objects.filter(known).exclude(pk=owner.pk).select_related("territory")


def _committee_id(event: Event, owner_id: int | None) -> int | None:
    """Return the committee an event belongs to, known by the name its row prints."""
    if not event.body or owner_id is None:
        return None
    bodies = Body.objects.filter(owner=owner_id, kind=BodyKind.COMMITTEE).values_list("pk", "name")
    matching = (pk for pk, name in bodies if is_of_body(name, row_body=event.body, heading=""))
    return next(matching, None)
