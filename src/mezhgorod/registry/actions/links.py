"""Personal links: given for one task, opened, renewed, withdrawn."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.db.models import Q

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.models import Organization, PersonalLink
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import (
    GIVE_LINKS,
    KEEP_LINKS,
    SYSTEM,
    Actor,
    Right,
    RuleViolation,
    Subject,
    ensure_may,
)

__all__ = [
    "LinkTerms",
    "issue_link",
    "link_token",
    "links_of_objects",
    "note_opened",
    "renew_link",
    "withdraw_link",
]

MAX_LABEL = 300
LONGEST = timedelta(days=400)
# Longer than any campaign or round; what a link opens is decided by the state of its object.
_TERM = timedelta(days=365)
# A link that is about to end is replaced before it goes out in a letter.
_SPARE = timedelta(days=30)
# Opening a page many times in a row is one visit.
_VISIT = timedelta(minutes=1)


class LinkTerms(TypedDict):
    """What a personal link opens, for whom, until when.

    Attributes:
        right: the one right that the bearer gets.
        object_id: on which object, the `object_id` of the right's `Subject`.
        owner: the association or region it happens in.
        party: the city or department it is given to.
        label: Russian words for the list of links: «Предложения в план на 2027 год».
    """

    right: Right
    object_id: int
    owner: Organization
    party: NotRequired[Organization | None]
    label: str
    expires_at: datetime


@transaction.atomic
def issue_link(*, actor: Actor, now: datetime, **terms: Unpack[LinkTerms]) -> PersonalLink:
    """Give a personal link for one task: a right on one object, without an account.

    `link_token` gives the secret part of its address. Whoever came by a link may pass on another
    task of the same object (an internal approval), never a task of another room.

    Args:
        terms: `right`, `object_id`, `owner`, `party`, `label`, `expires_at`: see `LinkTerms`.

    Raises:
        RuleViolation: the person may not give links here, or the term is impossible.
    """
    party = terms.get("party")
    subject = Subject(owner_id=terms["owner"].pk, party_id=party.pk if party else None)
    if not _passes_on(actor, terms["right"], terms["object_id"]):
        ensure_may(actor, GIVE_LINKS, subject)
    _ensure_term(terms["expires_at"], now)
    link = PersonalLink.objects.create(
        right=terms["right"].code,
        object_id=terms["object_id"],
        owner=terms["owner"],
        party=party,
        label=terms["label"].replace("\0", "")[:MAX_LABEL],
        nonce=_nonce(),
        expires_at=terms["expires_at"],
        created_at=now,
        created_by_id=actor.user_id,
    )
    _record(link, "link.give", f"Выдана личная ссылка: {_of(link)}", actor, now)
    return link


@transaction.atomic
def links_of_objects(
    *,
    right: Right,
    owner: Organization,
    parties: Mapping[int, Organization],
    title: str,
    by_id: int | None,
    now: datetime,
) -> dict[int, PersonalLink]:
    """Return the one link of each object, given where there is none that lives long enough.

    Whoever runs a campaign or a round gives these links with it: the caller has checked that.

    Args:
        parties: whom the link of each object is given to, by the `object_id` of its subject.
        title: what the links open, said before the name of the party.
        by_id: the account of the person who runs it.
    """
    known = PersonalLink.objects.filter(
        right=right.code,
        object_id__in=list(parties),
        withdrawn_at__isnull=True,
        expires_at__gt=now + _SPARE,
    )
    links = {link.object_id: link for link in known.order_by("pk")}
    giver = replace(SYSTEM, user_id=by_id)
    for object_id, party in parties.items():
        if object_id not in links:
            links[object_id] = issue_link(
                actor=giver,
                now=now,
                right=right,
                object_id=object_id,
                owner=owner,
                party=party,
                label=f"{title}: {party.spoken_name}",
                expires_at=now + _TERM,
            )
    return links


@transaction.atomic
def renew_link(
    *, link: PersonalLink, expires_at: datetime, actor: Actor, now: datetime
) -> PersonalLink:
    """Let a link live until a later moment; one that was withdrawn gets a new address.

    Raises:
        RuleViolation: the person may not, or the term is impossible.
    """
    ensure_may(actor, KEEP_LINKS, Subject(owner_id=link.owner_id))
    _ensure_term(expires_at, now)
    link = PersonalLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.withdrawn_at is not None:
        link.nonce, link.withdrawn_at = _nonce(), None
    link.expires_at = expires_at
    link.save(update_fields=["expires_at", "withdrawn_at", "nonce"])
    _record(link, "link.renew", f"Продлена личная ссылка: {_of(link)}", actor, now)
    return link


@transaction.atomic
def withdraw_link(*, link: PersonalLink, actor: Actor, now: datetime) -> PersonalLink:
    """Make a link open nothing from now on; withdrawing twice changes nothing.

    Raises:
        RuleViolation: the person may not.
    """
    ensure_may(actor, KEEP_LINKS, Subject(owner_id=link.owner_id))
    link = PersonalLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.withdrawn_at is None:
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at"])
        _record(link, "link.withdraw", f"Отозвана личная ссылка: {_of(link)}", actor, now)
    return link


def note_opened(*, link_id: int, now: datetime) -> None:
    """Remember when a link was last opened."""
    unseen = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _VISIT)
    PersonalLink.objects.filter(unseen, pk=link_id).update(last_used_at=now)


def _passes_on(actor: Actor, right: Right, object_id: int) -> bool:
    task = actor.link
    if task is None or task.object_id != object_id:
        return False
    return task.right.partition(".")[0] == right.code.partition(".")[0]


def _ensure_term(expires_at: datetime, now: datetime) -> None:
    if expires_at <= now:
        message = "Срок ссылки уже прошёл. Укажите день, который ещё впереди."
        raise RuleViolation("link.past", message, "expires_at")
    if expires_at > now + LONGEST:
        message = (
            f"Ссылка не может действовать дольше {LONGEST.days} дней. Укажите более близкий день."
        )
        raise RuleViolation("link.too_long", message, "expires_at")


def _nonce() -> str:
    return secrets.token_urlsafe(24)


def _of(link: PersonalLink) -> str:
    whom = f", {link.party.name}" if link.party else ""
    return f"{link.label or link.right}{whom}"


def _record(link: PersonalLink, code: str, summary: str, actor: Actor, now: datetime) -> None:
    after = {"expires_at": link.expires_at.isoformat(), "right": link.right}
    done = Done(code, summary, owner_id=link.owner_id, after=after)
    write_audit(subject=link, done=done, actor=actor, now=now)
