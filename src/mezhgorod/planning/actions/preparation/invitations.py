"""Who is invited to an event and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.planning.models import Event, Invitation, Plan
from mezhgorod.planning.queries.preparation import (
    event_subject,
    invitation_subject,
    members_by_place,
)
from mezhgorod.planning.rules.preparation import (
    ANSWER_INVITATION,
    PREPARE_EVENT,
    Answer,
    InvitationState,
    ensure_complete,
)
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may, name_key

MAX_INVITED = 1_000
MAX_NAME = 300


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited who is not a member: the words of the letter and an address, if known."""

    name: str
    email: str = ""


@transaction.atomic
def invite(
    *,
    event: Event,
    plan: Plan,
    parties: Sequence[Organization],
    guests: Sequence[Guest] = (),
    actor: Actor,
    now: datetime,
) -> list[Invitation]:
    """Put members and guests on the list of an event; who stands on it already is left alone.

    Nothing is sent by this: letters are a step of their own. A guest without an address who is a
    member, or a place that speaks through one, is the member: «Боровичский район» is Боровичи.

    Raises:
        RuleViolation: the person may not, or the list would become too long.
    """
    ensure_may(actor, PREPARE_EVENT, event_subject(event=event, plan=plan))
    # Two who invite at once wait for each other: nobody is entered twice.
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    known = list(event.invitations.all())
    members, guests = _told_apart(guests, plan.owner, now)
    parties = _new_parties([*parties, *members], known)
    guests = _new_guests(guests, known)
    if len(known) + len(parties) + len(guests) > MAX_INVITED:
        message = f"В списке приглашённых может быть не больше {MAX_INVITED} строк."
        raise RuleViolation("event.too_many_invited", message)
    emails = _addresses(parties, plan.owner_id)
    new = [
        Invitation(party=one, name=one.spoken_name, email=emails.get(one.pk, "")) for one in parties
    ]
    new += [Invitation(name=one.name, email=one.email, is_guest=True) for one in guests]
    for one in new:
        one.event, one.owner, one.name = event, plan.owner, one.name[:MAX_NAME]
    made = Invitation.objects.bulk_create(new)
    if made:
        summary = f"В список приглашённых внесены: {', '.join(one.name for one in made)}"
        done = Done("event.invite", summary, owner_id=plan.owner_id)
        write_audit(subject=event, done=done, actor=actor, now=now)
    return made


def _told_apart(
    guests: Sequence[Guest], owner: Organization, now: datetime
) -> tuple[list[Organization], list[Guest]]:
    """Return the members that were typed as guests, and the others; no query without such names."""
    if all(guest.email for guest in guests):
        return [], list(guests)
    members = members_by_place(owner=owner, day=timezone.localdate(now))
    found, others = [], []
    for guest in guests:
        member = None if guest.email else members.get(name_key(guest.name))
        if member is None:
            others.append(guest)
        else:
            found.append(member)
    return found, others


def _new_parties(
    parties: Sequence[Organization], known: Sequence[Invitation]
) -> list[Organization]:
    taken = {one.party_id for one in known}
    return list({one.pk: one for one in parties if one.pk not in taken}.values())


def _new_guests(guests: Sequence[Guest], known: Sequence[Invitation]) -> list[Guest]:
    taken = {name_key(one.name) for one in known if one.party_id is None}
    new: dict[str, Guest] = {}
    for guest in guests:
        key = name_key(guest.name)
        if key and key not in taken:
            new.setdefault(key, guest)
    return list(new.values())


def _addresses(parties: Sequence[Organization], owner_id: int) -> dict[int, str]:
    """Return the first address of every party that the owner of the plan knows, in one query."""
    found = contacts_of_many(parties=[one.pk for one in parties], owners=[owner_id])
    return {party: contacts[0].email for (_, party), contacts in found.items()}


@transaction.atomic
def uninvite(*, invitation: Invitation, actor: Actor, now: datetime) -> None:
    """Take somebody off the list; an answer that was given stays in the journal.

    Raises:
        RuleViolation: the person may not.
    """
    event = invitation.event
    subject = event_subject(event=event, owner_id=invitation.owner_id)
    ensure_may(actor, PREPARE_EVENT, subject)
    found = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if found is None:
        return  # somebody else has taken it off meanwhile
    invitation = found
    done = Done(
        "event.uninvite",
        f"Из списка приглашённых убрано: {invitation.name} ({invitation.get_state_display()})",
        owner_id=invitation.owner_id,
        before=_said(invitation),
    )
    write_audit(subject=event, done=done, actor=actor, now=now)
    invitation.delete()


@transaction.atomic
def mark_invited(*, invitations: Sequence[Invitation], now: datetime, is_reminder: bool) -> None:
    """Note that letters have been written; called by whoever writes them, in one transaction."""
    for one in invitations:
        if is_reminder:
            # Without an address no letter is written: whoever calls instead is not counted.
            one.reminded_at = now if one.email else one.reminded_at
            one.reminder_count += bool(one.email)
        elif one.state == InvitationState.LISTED:
            one.state = InvitationState.INVITED
            one.invited_at = now
    Invitation.objects.bulk_update(
        invitations, ("state", "invited_at", "reminded_at", "reminder_count", "link")
    )


@transaction.atomic
def answer_invitation(
    *, invitation: Invitation, answer: Answer, actor: Actor, now: datetime
) -> Invitation:
    """Keep an answer; it may be changed until the event, every answer stays in the journal.

    Raises:
        RuleViolation: the person may not, or the answer is incomplete.
    """
    ensure_complete(answer)
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).select_related("event", "party")
    ).get(pk=invitation.pk)
    ensure_may(actor, ANSWER_INVITATION, invitation_subject(invitation))
    before = _said(invitation)
    _take(invitation, answer)
    if _said(invitation) == before:
        return invitation
    invitation.answered_at = now
    invitation.save()
    done = Done(
        "event.answer",
        f"{invitation.name}: {invitation.get_state_display()}",
        owner_id=invitation.owner_id,
        before=before,
        after=_said(invitation),
    )
    write_audit(subject=invitation.event, done=done, actor=actor, now=now)
    return invitation


def _take(invitation: Invitation, answer: Answer) -> None:
    is_coming = answer.is_coming
    invitation.state = InvitationState.COMING if is_coming else InvitationState.DECLINED
    invitation.mode = answer.mode.value if is_coming and answer.mode else ""
    invitation.head_count = answer.head_count if is_coming else None
    invitation.names_text = answer.names_text.strip() if is_coming else ""
    invitation.comment = answer.comment.strip()


def _said(invitation: Invitation) -> dict[str, str | int | None]:
    """Return an answer for the journal, without the names: those are personal data."""
    return {
        "state": invitation.state,
        "mode": invitation.mode,
        "head_count": invitation.head_count,
        "comment": invitation.comment,
        "names": len(invitation.names_text.split("\n")) if invitation.names_text else 0,
    }
