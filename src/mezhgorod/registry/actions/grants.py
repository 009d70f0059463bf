"""Roles of people: given, limited in time, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.models import Body, Organization, RoleGrant, User
from mezhgorod.registry.rules import (
    KEEP_PEOPLE,
    Actor,
    Role,
    RuleViolation,
    Subject,
    ensure_may,
)

_OF_PARTY = frozenset({Role.CITY_CONTACT, Role.CLERK})
_OF_BODY = frozenset({Role.BODY_COORDINATOR})
_MAY_HAVE_BODY = _OF_BODY | {Role.APPROVER}


@dataclass(frozen=True, slots=True)
class RoleTerms:
    """A role to be given: which, in which association or region, for whom, when.

    Attributes:
        body: the committee of a coordinator, or the body an approver approves for.
        party: the city or department a contact or a clerk speaks for.
        since_on, until_on: first and last day; None means always.
    """

    role: Role
    owner: Organization
    body: Body | None = None
    party: Organization | None = None
    since_on: date | None = None
    until_on: date | None = None


@transaction.atomic
def give_role(*, user: User, terms: RoleTerms, actor: Actor, now: datetime) -> RoleGrant:
    """Give a person a role.

    Raises:
        RuleViolation: the giver may not, the role lacks its committee or party, the days are the
            wrong way round, or the person has this role at this time already.
    """
    ensure_may(actor, KEEP_PEOPLE, Subject(owner_id=terms.owner.pk))
    ensure_terms(terms)
    same = RoleGrant.objects.filter(
        user=user, role=terms.role, owner=terms.owner, body=terms.body, party=terms.party
    )
    if any(_meets(one, terms) for one in same):
        message = "Эта роль на это время у человека уже есть. Измените её срок в списке ролей."
        raise RuleViolation("role.same", message, "role")
    grant = RoleGrant.objects.create(
        user=user,
        role=terms.role,
        owner=terms.owner,
        body=terms.body,
        party=terms.party,
        since_on=terms.since_on,
        until_on=terms.until_on,
    )
    _record(grant, "role.give", actor, now, after=_said(grant))
    return grant


@transaction.atomic
def limit_role(
    *,
    grant: RoleGrant,
    since_on: date | None,
    until_on: date | None,
    actor: Actor,
    now: datetime,
) -> RoleGrant:
    """Say from which day to which a role is valid; None leaves an end open.

    Raises:
        RuleViolation: the person may not, the days are the wrong way round, or the role is one's
            own and would end.
    """
    ensure_may(actor, KEEP_PEOPLE, Subject(owner_id=grant.owner_id))
    _ensure_days(since_on, until_on)
    grant = _locked(grant)
    if until_on is not None or since_on is not None:
        _ensure_not_own(grant, actor)
    before = _said(grant)
    grant.since_on, grant.until_on = since_on, until_on
    grant.save(update_fields=["since_on", "until_on"])
    _record(grant, "role.limit", actor, now, before=before, after=_said(grant))
    return grant


@transaction.atomic
def withdraw_role(*, grant: RoleGrant, actor: Actor, now: datetime) -> None:
    """Take a role away at once; the journal keeps it.

    Raises:
        RuleViolation: the person may not, or the role is one's own.
    """
    ensure_may(actor, KEEP_PEOPLE, Subject(owner_id=grant.owner_id))
    grant = _locked(grant)
    _ensure_not_own(grant, actor)
    _record(grant, "role.withdraw", actor, now, before=_said(grant))
    grant.delete()


def ensure_terms(terms: RoleTerms) -> None:
    """Refuse a role without its committee or party, with somebody else's, or with wrong days.

    Raises:
        RuleViolation: with the field it belongs to.
    """
    if terms.role in _OF_PARTY and terms.party is None:
        message = "Укажите, за какой город или департамент человек отвечает."
        raise RuleViolation("role.no_party", message, "party")
    if terms.role in _OF_BODY and terms.body is None:
        raise RuleViolation("role.no_body", "Укажите, какую секцию ведёт координатор.", "body")
    if terms.party is not None and terms.role not in _OF_PARTY:
        message = "Город или департамент указывают только контактному лицу и сотруднику."
        raise RuleViolation("role.needless_party", message, "party")
    if terms.body is not None and terms.role not in _MAY_HAVE_BODY:
        message = "Орган указывают только координатору секции и утверждающему."
        raise RuleViolation("role.needless_body", message, "body")
    if terms.body is not None and terms.body.owner_id != terms.owner.pk:
        message = "Этот орган другой ассоциации. Выберите орган своей."
        raise RuleViolation("role.body_of_another", message, "body")
    _ensure_days(terms.since_on, terms.until_on)


def _ensure_days(since_on: date | None, until_on: date | None) -> None:
    if since_on and until_on and until_on < since_on:
        message = "Последний день роли раньше первого. Поменяйте дни местами."
        raise RuleViolation("role.days", message, "until_on")


def _ensure_not_own(grant: RoleGrant, actor: Actor) -> None:
    if grant.user_id == actor.user_id and not actor.is_administrator:
        message = "Свою роль нельзя снять или ограничить: попросите другого сотрудника дирекции."
        raise RuleViolation("role.own", message)


def _meets(grant: RoleGrant, terms: RoleTerms) -> bool:
    """Return whether the times of two roles have a day in common."""
    ends_before = grant.until_on and terms.since_on and grant.until_on < terms.since_on
    begins_after = grant.since_on and terms.until_on and grant.since_on > terms.until_on
    return not (ends_before or begins_after)


def _locked(grant: RoleGrant) -> RoleGrant:
    locked = RoleGrant.objects.select_for_update(of=("self",))
    return locked.select_related("user", "owner", "body", "party").get(pk=grant.pk)


def _said(grant: RoleGrant) -> dict[str, Any]:
    return {
        "role": grant.role,
        "body": grant.body_id,
        "party": grant.party_id,
        "since_on": grant.since_on.isoformat() if grant.since_on else None,
        "until_on": grant.until_on.isoformat() if grant.until_on else None,
    }


_WORDS = {
    "role.give": "Дана роль",
    "role.limit": "Изменён срок роли",
    "role.withdraw": "Снята роль",
}


def _record(
    grant: RoleGrant,
    code: str,
    actor: Actor,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    where = grant.body or grant.party
    scope = f", {where}" if where else ""
    summary = f"{_WORDS[code]}: {grant.user.get_username()}, {grant.get_role_display()}{scope}"
    done = Done(code, summary, owner_id=grant.owner_id, before=before, after=after)
    write_audit(subject=grant.user, done=done, actor=actor, now=now)
