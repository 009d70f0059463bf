"""Invitations and reminders as letters: a personal link each, written together with its letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.queries.templates import UsedText, fill_letter, used_text
from mezhgorod.planning.actions.preparation.invitations import mark_invited
from mezhgorod.planning.models import Event, Invitation, Plan
from mezhgorod.planning.queries.preparation import event_subject
from mezhgorod.planning.rules.preparation import ANSWER_INVITATION, PREPARE_EVENT, InvitationState
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import Organization, PersonalLink
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import SYSTEM, Actor, RuleViolation, ensure_may

INVITATION, REMINDER = "event.invitation", "event.reminder"
# An answer may still be corrected some days after the event; without a date a year is enough.
_AFTER = timedelta(days=7)
_LONGEST = timedelta(days=365)
_MOSCOW = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True, slots=True)
class Written:
    """How many letters wait in the outbox, and how many of the invited have no address."""

    letter_count: int
    without_address: int


@transaction.atomic
def write_invitations(
    *,
    invitations: Sequence[Invitation],
    plan: Plan,
    is_reminder: bool,
    site: str,
    actor: Actor,
    now: datetime,
) -> Written:
    """Give everybody a personal link and write the letters, which wait for a look before they go.

    Who has no address gets the link all the same: it can be handed over in another way.

    Who has been written to or has answered meanwhile is left alone: a press at the same moment
    writes nothing twice and takes no answer back.

    Args:
        invitations: of one event; for a reminder those that have not answered.
        site: the address of this installation without the last slash.

    Raises:
        RuleViolation: the person may not, or there is nobody to write to.
    """
    if not invitations:
        message = "Писать некому: у всех уже есть приглашение или ответ."
        raise RuleViolation("event.nobody_to_write", message)
    event = invitations[0].event
    ensure_may(actor, PREPARE_EVENT, event_subject(event=event, plan=plan))
    invitations = _still_waiting(invitations, is_reminder=is_reminder)
    # The right to prepare includes giving these links: they open one answer each.
    giver = replace(SYSTEM, user_id=actor.user_id)
    expires_at = _end_of(event, now)
    for one in invitations:
        if one.link is None or one.link.withdrawn_at or one.link.expires_at <= now:
            one.link = _link(one, plan, expires_at, giver, now)
    mark_invited(invitations=invitations, now=now, is_reminder=is_reminder)
    writing = _writing(event, plan, REMINDER if is_reminder else INVITATION, site)
    letters = [_letter(one, writing) for one in invitations if one.email]
    count = queue_letters(
        owner=plan.owner, letters=letters, now=now, is_held=True, by_id=actor.user_id
    )
    return Written(count, sum(not one.email for one in invitations))


def _still_waiting(invitations: Sequence[Invitation], *, is_reminder: bool) -> list[Invitation]:
    state = InvitationState.INVITED if is_reminder else InvitationState.LISTED
    found = Invitation.objects.filter(pk__in=[one.pk for one in invitations], state=state)
    locked = found.select_for_update(of=("self",)).select_related("event", "party", "link")
    return list(locked.order_by("pk"))


def _link(
    invitation: Invitation, plan: Plan, expires_at: datetime, giver: Actor, now: datetime
) -> PersonalLink:
    return issue_link(
        right=ANSWER_INVITATION,
        object_id=invitation.pk,
        owner=plan.owner,
        party=invitation.party,
        label=f"Ответ на приглашение: {invitation.name}",
        expires_at=expires_at,
        actor=giver,
        now=now,
    )


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the letters of one press have in common, read once for all of them."""

    kind: str
    owner: Organization
    text: UsedText
    fields: Mapping[str, str]
    site: str


def _writing(event: Event, plan: Plan, kind: str, site: str) -> _Writing:
    words = (" ".join(one.text.split()) for one in event.places.all())
    places = "; ".join(dict.fromkeys(filter(None, words)))
    fields = {
        "organization": plan.owner.name,
        "event": event.full_title.removesuffix("."),
        "when": " ".join(event.timing_text.split()) or "срок уточняется",
        "where": places or "место уточняется",
    }
    return _Writing(kind, plan.owner, used_text(kind=kind, owner=plan.owner), fields, site)


def _letter(invitation: Invitation, writing: _Writing) -> LetterDraft:
    link, site = invitation.link, writing.site
    subject, body = fill_letter(
        writing.text,
        owner=writing.owner,
        fields={
            **writing.fields,
            "addressee": invitation.name,
            "link": f"{site}/invitations/{link_token(link)}/" if link else site,
        },
    )
    number = invitation.reminder_count if writing.kind == REMINDER else 0
    return LetterDraft(
        kind=writing.kind,
        key=f"{writing.kind}:{invitation.pk}:{number}",
        to_address=invitation.email,
        to_name=invitation.name,
        subject=subject,
        body=body,
    )


def _end_of(event: Event, now: datetime) -> datetime:
    """Return until when answers are taken: some days after the last possible day of the event."""
    if event.latest is None:
        return now + _LONGEST
    end = datetime.combine(event.latest, time.max, _MOSCOW) + _AFTER
    return min(max(end, now + _AFTER), now + _LONGEST)
