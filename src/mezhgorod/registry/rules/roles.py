"""Roles of people, what each may do, decided in one place over plain values.

A right is data: which roles have it, how far it reaches, in which states of the object. Every room
keeps its rights in its own `rules` and asks `may` here; `website.rights` collects them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from django.db import models

from mezhgorod.registry.rules.refusals import RuleViolation


class Role(models.TextChoices):
    """What a person is for one association or region (the owner of plans)."""

    DIRECTORATE = "directorate", "исполнительная дирекция"
    APPROVER = "approver", "утверждающий"
    BODY_COORDINATOR = "coordinator", "координатор секции"
    CITY_CONTACT = "city_contact", "контактное лицо города"
    CLERK = "clerk", "сотрудник департамента"
    REGIONAL_COORDINATOR = "regional", "координатор региона"
    AUDITOR = "auditor", "ревизор"


class Reach(Enum):
    """How far a right of a role goes."""

    OWNER = "owner"  # everything of the association or region the role is in
    BODY = "body"  # what belongs to the committee the person coordinates
    # What the body of the role decides; everything where the role or the object names no body.
    MANDATE = "mandate"
    PARTY = "party"  # what belongs to the city or department the person speaks for


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of one person.

    Attributes:
        owner_id: the association or region whose plans the role is about.
        body_id: the committee of a coordinator or approver, None for all of them.
        party_id: the organization a city contact or a clerk speaks for.
    """

    role: Role
    owner_id: int
    body_id: int | None = None
    party_id: int | None = None


@dataclass(frozen=True, slots=True)
class LinkTask:
    """The one task that a personal link opens: a right on one object."""

    right: str
    object_id: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks to do something, with all that decides about it.

    `NOBODY` is the public. Administrators of the installation may do everything.
    """

    user_id: int | None = None
    is_administrator: bool = False
    grants: frozenset[Grant] = frozenset()
    link: LinkTask | None = None
    link_id: int | None = None


NOBODY = Actor()
# Commands and background work act for the installation itself.
SYSTEM = Actor(is_administrator=True)


@dataclass(frozen=True, slots=True)
class Subject:
    """The object of an action, as far as rights depend on it.

    `object_id` is what a personal link names; `state` is the state of the object's own workflow.
    """

    owner_id: int | None
    body_id: int | None = None
    party_id: int | None = None
    object_id: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """Something a person may do: which roles may, how far, in which states of the object.

    Attributes:
        code: stable ASCII code, «room.verb», for example ``plan.change``.
        label: the action in Russian, an infinitive: «менять строки проекта».
        roles: how far each role reaches; a role that is missing may not.
        states: states of the object in which it is possible at all, empty for any.
        refusal: the Russian sentence for somebody who may not.
        linked_with: the code of a right on the same object whose personal link opens this one too,
            empty for none.
    """

    code: str
    label: str
    roles: Mapping[Role, Reach] = field(hash=False)
    states: frozenset[str] = frozenset()
    refusal: str = ""
    linked_with: str = ""

    def at_any_time(self) -> Right:
        """Return this right regardless of the state of its object."""
        return replace(self, states=frozenset())


def may(actor: Actor, right: Right, subject: Subject) -> bool:
    """Return whether somebody has a right on an object in its present state."""
    if right.states and subject.state not in right.states:
        return False
    if actor.is_administrator:
        return True
    if actor.link is not None and actor.link in _tasks(right, subject):
        return True
    return any(_reaches(grant, right, subject) for grant in actor.grants)


def ensure_may(actor: Actor, right: Right, subject: Subject) -> None:
    """Refuse somebody without a right.

    Raises:
        RuleViolation: with the code of the right and «.forbidden», or «.state» where the person
            may in general but the object is past it.
    """
    if may(actor, right, subject):
        return
    anytime = replace(right, states=frozenset())
    if right.states and may(actor, anytime, subject):
        message = f"Сейчас нельзя {right.label}: состояние уже другое. Обновите страницу."
        raise RuleViolation(f"{right.code}.state", message)
    raise RuleViolation(f"{right.code}.forbidden", _refusal(right))


def may_anywhere(actor: Actor, right: Right) -> bool:
    """Return whether somebody has a right on anything at all: for menus and common directories."""
    return actor.is_administrator or any(grant.role in right.roles for grant in actor.grants)


def ensure_may_anywhere(actor: Actor, right: Right) -> None:
    """Refuse somebody who has a right on nothing.

    Raises:
        RuleViolation: with the code of the right and «.forbidden».
    """
    if not may_anywhere(actor, right):
        raise RuleViolation(f"{right.code}.forbidden", _refusal(right))


def owners_of(actor: Actor, right: Right) -> frozenset[int]:
    """Return in which associations and regions somebody has a right on everything.

    Administrators have it in all of them: ask `is_administrator` first.
    """
    return frozenset(
        grant.owner_id for grant in actor.grants if right.roles.get(grant.role) is Reach.OWNER
    )


def _refusal(right: Right) -> str:
    return right.refusal or f"У вас нет права {right.label}. Обратитесь к дирекции."


def _tasks(right: Right, subject: Subject) -> tuple[LinkTask, ...]:
    if subject.object_id is None:
        return ()
    codes = filter(None, (right.code, right.linked_with))
    return tuple(LinkTask(code, subject.object_id) for code in codes)


def _reaches(grant: Grant, right: Right, subject: Subject) -> bool:
    reach = right.roles.get(grant.role)
    if reach is None or grant.owner_id != subject.owner_id:
        return False
    match reach:
        case Reach.OWNER:
            return True
        case Reach.BODY:
            return subject.body_id is not None and grant.body_id == subject.body_id
        case Reach.MANDATE:
            return grant.body_id in {None, subject.body_id} or subject.body_id is None
        case Reach.PARTY:
            return subject.party_id is not None and grant.party_id == subject.party_id
