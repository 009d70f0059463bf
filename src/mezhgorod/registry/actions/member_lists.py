"""A pasted list of members taken over as a whole, or refused with every error at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from mezhgorod.registry.actions.directory import ensure_may_keep
from mezhgorod.registry.actions.memberships import MembershipDraft, admit_member
from mezhgorod.registry.actions.parties import PartyFinder
from mezhgorod.registry.models import Membership, Organization
from mezhgorod.registry.rules import (
    Actor,
    LineError,
    MemberLine,
    RuleViolation,
    read_member_lines,
)


@dataclass(slots=True)
class PastedMembers:
    """What came of a pasted list; with an error nothing was written.

    Attributes:
        known: names that were members already, left as they are.
    """

    admitted: list[Membership] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)


class _Refused(Exception):
    """Rolls the half of the list back that could be taken over."""


def paste_members(
    *, association: Organization, text: str, actor: Actor, now: datetime
) -> PastedMembers:
    """Admit the members of a pasted list, «Вологда; с 1999» in a line; all of them or none.

    Raises:
        RuleViolation: no right, or no list at all.
    """
    ensure_may_keep(actor, association)
    lines, errors = read_member_lines(text)
    result = PastedMembers(errors=errors)
    try:
        with transaction.atomic():
            _admit_all(association, lines, result, actor, now)
            if result.errors:
                raise _Refused
    except _Refused:
        result.admitted.clear()
    result.errors.sort(key=lambda error: error.number)
    return result


def _admit_all(
    association: Organization,
    lines: list[MemberLine],
    result: PastedMembers,
    actor: Actor,
    now: datetime,
) -> None:
    finder = PartyFinder()
    finder.learn([line.name for line in lines])
    members = set(
        Membership.objects.filter(association=association, end_kind="").values_list(
            "member_id", flat=True
        )
    )
    for line in lines:
        try:
            party = finder.party(line.name)
            if party.pk in members:
                result.known.append(party.spoken_name)
                continue
            draft = MembershipDraft(party, line.since.text, line.basis_text)
            made = admit_member(association=association, draft=draft, actor=actor, now=now)
        except RuleViolation as refusal:
            result.errors.append(LineError(line.number, line.name[:80], refusal.message))
        else:
            members.add(party.pk)
            result.admitted.append(made)
