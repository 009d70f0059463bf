"""An invitation to set a password goes out as a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.queries.templates import render_letter
from mezhgorod.planning.rules.workflow import day_words
from mezhgorod.registry.actions.people import note_invitation
from mezhgorod.registry.models import Organization, Person, User
from mezhgorod.registry.rules import Actor, RuleViolation

INVITATION = "account.invitation"
_NO_ADDRESS = "У человека нет адреса почты. Покажите приглашение и передайте его сами."


@dataclass(frozen=True, slots=True)
class AccountInvitation:
    """The address where a password is set, and the last day it opens."""

    link: str
    until: date


@transaction.atomic
def write_account_invitation(
    *, user: User, owner: Organization, invitation: AccountInvitation, actor: Actor, now: datetime
) -> int:
    """Write an invitation to set a password; a second press in the same minute writes none.

    Raises:
        RuleViolation: as `note_invitation`, or the account has no address.
    """
    note_invitation(user=user, owner=owner, actor=actor, now=now)
    if not user.email:
        raise RuleViolation("account.no_address", _NO_ADDRESS)
    name = Person.objects.filter(user=user).values_list("full_name", flat=True).first()
    subject, body = render_letter(
        kind=INVITATION,
        owner=owner,
        fields={
            "name": name or user.get_full_name() or user.get_username(),
            "username": user.get_username(),
            "until": day_words(invitation.until),
            "link": invitation.link,
        },
    )
    draft = LetterDraft(
        kind=INVITATION,
        key=f"{INVITATION}:{user.pk}:{now:%Y-%m-%dT%H:%M}",
        to_address=user.email,
        to_name=name or "",
        subject=subject,
        body=body,
    )
    return queue_letters(owner=owner, letters=[draft], now=now, by_id=actor.user_id)
