"""Members of an association: admitted, corrected, ended, merged; the places they speak for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mezhgorod.registry.actions.audit import Done
from mezhgorod.registry.actions.directory import (
    clean_words,
    ensure_may_keep,
    remove_record,
    values_of,
    write_change,
)
from mezhgorod.registry.actions.people_named import Named, person_named
from mezhgorod.registry.models import (
    Decision,
    Membership,
    MembershipPlace,
    Municipality,
    Organization,
)
from mezhgorod.registry.rules import (
    Actor,
    MembershipEnd,
    RuleViolation,
    bound_words,
    read_bound,
)

MAX_BASIS = 300


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """A membership as it is written down.

    Attributes:
        since_text: a day, a month, a year, or empty when nobody knows.
        places: further places that are the same member: «Боровичский район».
        representative: who speaks for the member, with whether everybody may read the name.
    """

    party: Organization
    since_text: str = ""
    basis_text: str = ""
    decision: Decision | None = None
    places: tuple[Municipality, ...] = ()
    representative: Named = field(default_factory=Named)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a membership ends; `until_text` is the last day or a fuzzier time."""

    until_text: str
    kind: MembershipEnd = MembershipEnd.LEFT
    basis_text: str = ""
    decision: Decision | None = None


@transaction.atomic
def admit_member(
    *, association: Organization, draft: MembershipDraft, actor: Actor, now: datetime
) -> Membership:
    """Write down that an organization is a member; who has left before may come back.

    Raises:
        RuleViolation: no right, it is a member already, a place speaks through another member, or
            the time is not understood.
    """
    ensure_may_keep(actor, association)
    # Two who admit at once wait for each other: nobody is a member twice.
    Organization.objects.select_for_update(of=("self",)).get(pk=association.pk)
    _ensure_can_be_member(association, draft.party)
    made = Membership(association=association, member=draft.party)
    _fill(made, draft)
    made.save()
    _replace_places(made, draft.places)
    summary = f"Принят член: {draft.party.spoken_name}."
    done = Done("membership.admit", summary, owner_id=association.pk, reason=made.basis_text)
    write_change(record=made, done=done, before=None, actor=actor, now=now)
    return made


@transaction.atomic
def edit_membership(
    *, membership: Membership, draft: MembershipDraft, actor: Actor, now: datetime
) -> Membership:
    """Correct when and why a member joined, its places and its representative.

    Raises:
        RuleViolation: no right, a place speaks through another member, or the time is not
            understood.
    """
    ensure_may_keep(actor, membership.association)
    Organization.objects.select_for_update(of=("self",)).get(pk=membership.association_id)
    before = values_of(membership)
    _fill(membership, draft)
    membership.save()
    _replace_places(membership, draft.places)
    done = Done(
        "membership.edit",
        f"Исправлены сведения о члене: {membership.member.spoken_name}.",
        owner_id=membership.association_id,
    )
    write_change(record=membership, done=done, before=before, actor=actor, now=now)
    return membership


@transaction.atomic
def end_membership(
    *, membership: Membership, ending: Ending, actor: Actor, now: datetime
) -> Membership:
    """Write down that a member has left or was excluded; the past stays readable.

    Raises:
        RuleViolation: no right, the membership has ended already, or the end is not understood.
    """
    ensure_may_keep(actor, membership.association)
    if ending.kind not in (MembershipEnd.LEFT, MembershipEnd.EXCLUDED):
        message = "Выберите, чем закончилось членство: вышел или исключён."
        raise RuleViolation("membership.end_kind", message, "kind")
    before = values_of(membership)
    _end(membership, ending)
    done = Done(
        "membership.end",
        f"{membership.member.spoken_name}: {MembershipEnd(ending.kind).label}, "
        f"{bound_words(membership.until)}.",
        owner_id=membership.association_id,
        reason=membership.basis_text,
    )
    write_change(record=membership, done=done, before=before, actor=actor, now=now)
    return membership


@transaction.atomic
def merge_members(
    *, membership: Membership, into: Membership, ending: Ending, actor: Actor, now: datetime
) -> Membership:
    """Write down that a member has become part of another; its places speak through that one.

    Raises:
        RuleViolation: no right, both are the same or of different associations, or one has ended.
    """
    ensure_may_keep(actor, membership.association)
    if into.pk == membership.pk or into.association_id != membership.association_id:
        message = "Выберите другого члена этого же объединения."
        raise RuleViolation("membership.successor", message, "successor")
    if into.end_kind:
        message = f"«{into.member.spoken_name}» уже не член объединения. Выберите другого."
        raise RuleViolation("membership.successor_ended", message, "successor")
    before = values_of(membership)
    membership.successor = into
    _end(membership, replace(ending, kind=MembershipEnd.MERGED))
    _hand_places_over(membership, into)
    done = Done(
        "membership.merge",
        f"{membership.member.spoken_name} объединён с членом «{into.member.spoken_name}».",
        owner_id=membership.association_id,
        reason=membership.basis_text,
    )
    write_change(record=membership, done=done, before=before, actor=actor, now=now)
    return membership


@transaction.atomic
def delete_membership(*, membership: Membership, actor: Actor, now: datetime) -> None:
    """Take a membership out that never was: for mistakes only, an end keeps the past.

    Raises:
        RuleViolation: no right, or another member was merged into it.
    """
    ensure_may_keep(actor, membership.association)
    summary = f"Запись о члене удалена: {membership.member.spoken_name}."
    done = Done("membership.delete", summary, owner_id=membership.association_id)
    remove_record(record=membership, done=done, actor=actor, now=now)


def _fill(membership: Membership, draft: MembershipDraft) -> None:
    since = read_bound(draft.since_text, field="since")
    until = membership.until_latest
    if since.earliest and until and since.earliest > until:
        message = "Членство не может начаться позже, чем закончилось."
        raise RuleViolation("membership.term", message, "since")
    membership.set_since(since)
    membership.basis_text = clean_words(
        draft.basis_text, limit=MAX_BASIS, field="basis", label="Основание"
    )
    membership.decision = draft.decision
    membership.representative = person_named(
        named=draft.representative,
        organization=membership.member,
        purpose="представитель члена объединения",
        known=membership.representative,
    )


def _end(membership: Membership, ending: Ending) -> None:
    if membership.end_kind:
        message = "Членство уже закончилось. Обновите страницу."
        raise RuleViolation("membership.ended", message)
    until = read_bound(ending.until_text, field="until")
    if until.latest is None:
        message = "Укажите, когда закончилось членство: день, месяц или год."
        raise RuleViolation("membership.no_end", message, "until")
    if membership.since_earliest and until.latest < membership.since_earliest:
        message = "Членство не может закончиться раньше, чем началось."
        raise RuleViolation("membership.term", message, "until")
    membership.set_until(until)
    membership.end_kind = ending.kind
    membership.end_decision = ending.decision
    basis = clean_words(ending.basis_text, limit=MAX_BASIS, field="basis", label="Основание")
    membership.basis_text = basis or membership.basis_text
    membership.save()


def _ensure_can_be_member(association: Organization, party: Organization) -> None:
    if party.pk == association.pk:
        message = "Объединение не может быть членом самого себя."
        raise RuleViolation("membership.itself", message, "party")
    if Membership.objects.filter(association=association, member=party, end_kind="").exists():
        message = f"«{party.spoken_name}» уже член объединения."
        raise RuleViolation("membership.already", message, "party")
    if party.territory_id is None:
        return
    through = _through_whom(association, [party.territory_id])
    if through:
        message = (
            f"«{party.spoken_name}» уже входит как место члена «{through.member.spoken_name}». "
            "Сначала уберите место у него."
        )
        raise RuleViolation("membership.place_taken", message, "party")


def _through_whom(association: Organization, pks: list[int]) -> Membership | None:
    return (
        Membership.objects.filter(association=association, end_kind="")
        .filter(Q(places__municipality__in=pks) | Q(member__territory__in=pks))
        .select_related("member__territory")
        .first()
    )


def _replace_places(membership: Membership, places: tuple[Municipality, ...]) -> None:
    own = membership.member.territory_id
    wanted = {place.pk for place in places} - {own}
    known = set(membership.places.values_list("municipality_id", flat=True))
    membership.places.exclude(municipality__in=wanted).delete()
    for place in places:
        if place.pk not in wanted - known:
            continue
        through = _through_whom(membership.association, [place.pk])
        if through is not None and through.pk != membership.pk:
            message = f"«{place.name}» уже относится к члену «{through.member.spoken_name}»."
            raise RuleViolation("membership.place_taken", message, "places")
    MembershipPlace.objects.bulk_create(
        [
            MembershipPlace(membership=membership, municipality_id=pk)
            for pk in sorted(wanted - known)
        ]
    )


def _hand_places_over(membership: Membership, into: Membership) -> None:
    pks = set(membership.places.values_list("municipality_id", flat=True))
    if membership.member.territory_id:
        pks.add(membership.member.territory_id)
    pks.discard(into.member.territory_id or 0)
    MembershipPlace.objects.bulk_create(
        [MembershipPlace(membership=into, municipality_id=pk) for pk in sorted(pks)],
        ignore_conflicts=True,
    )
