"""Who took part: lists by role, ticks on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from mezhgorod.outcomes.actions.writing import done_of, source_draft, source_of, tell, writable
from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.rules import (
    TAKE_ATTENDANCE,
    TELL_FACTS,
    TOLD,
    PartyDraft,
    PartyList,
    PartyRole,
    SourceDraft,
    SourceKind,
    Told,
)
from mezhgorod.outcomes.rules.checking import checked_line, checked_number, ensure_few
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.actions.municipalities import ensure_municipalities
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import Actor, RuleViolation, name_key
from planbook.places import Place
from planbook.places.districts import find_districts

MAX_PARTIES = 1_000
MAX_PEOPLE = 10_000_000
# Positions are moved out of the way before they are given anew: they are unique.
ASIDE = 1_000_000

_Key = tuple[str, int | str]


@transaction.atomic
def set_parties(
    *,
    held: HeldEvent,
    parties: PartyList,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[Participation]:
    """Make the parties of one role these, in this order.

    Whoever stays as they were keeps the source they were told by; new and changed ones get this
    one. Cities the registry lacks and whose region or country is told are made.

    Raises:
        RuleViolation: no right, too many, an empty name, or somebody changed the event meanwhile.
    """
    held = writable(held, TELL_FACTS, told=told, actor=actor)
    drafts = settled(parties.parties)
    rows = list(held.participations.filter(role=parties.role, is_current=True))
    before = [row.text for row in rows]
    is_open = held.is_list_open if parties.is_open is None else parties.is_open
    if [_whole(row) for row in rows] == [_whole(one) for one in drafts] and (
        is_open == held.is_list_open
    ):
        return rows
    source = source_of(held, source_draft(held, told, actor), by=actor.user_id, at=now)
    kept = _replace(held, parties.role, rows, drafts, source)
    held.is_list_open = is_open
    done = done_of(
        held,
        "parties",
        f"Внесены участники, роль «{parties.role.label}», {len(kept)}",
        before={"parties": before},
        after={"parties": [row.text for row in kept], "is_open": is_open},
    )
    tell(held, done, columns=("is_list_open",), actor=actor, now=now)
    return kept


@transaction.atomic
def mark_present(
    *, held: HeldEvent, party: PartyDraft, is_present: bool, actor: Actor, now: datetime
) -> bool:
    """Tick a participant on the day or take the tick away; ticking twice changes nothing.

    A tick with another mode or another number of people corrects what was told. Several people may
    tick at once. Returns whether something changed.

    Raises:
        RuleViolation: no right, or the name is empty.
    """
    held = writable(held, TAKE_ATTENDANCE, actor=actor)
    draft = settled([party])[0]
    rows = held.participations.filter(role=PartyRole.PARTICIPANT, is_current=True)
    known = [row for row in rows if _key(row) == _key(draft)]
    if bool(known) == is_present and not _is_corrected(known, draft):
        return False
    if known and is_present:
        rows.filter(pk=known[0].pk).update(mode=draft.mode, headcount=draft.headcount)
    elif is_present:
        last = rows.aggregate(last=Max("position"))["last"] or 0
        source = source_of(held, SourceDraft(kind=SourceKind.ATTENDANCE), by=actor.user_id, at=now)
        Participation.objects.create(
            **_columns(held, PartyRole.PARTICIPANT, last + 1, draft), source_id=source
        )
    else:
        rows.filter(pk__in=[row.pk for row in known]).delete()
    words = _tick_words(is_present=is_present, is_known=bool(known), name=draft.text)
    tell(held, done_of(held, "attendance", words), actor=actor, now=now)
    return True


def _is_corrected(known: Sequence[Participation], draft: PartyDraft) -> bool:
    """Tell whether a tick says more of somebody ticked already; a bare tick says nothing."""
    if not known or (draft.mode, draft.headcount) == (AttendanceMode.UNKNOWN, None):
        return False
    return (known[0].mode, known[0].headcount) != (draft.mode, draft.headcount)


def _tick_words(*, is_present: bool, is_known: bool, name: str) -> str:
    if not is_present:
        return f"Снята отметка участника {name}"
    return f"{'Уточнён' if is_known else 'Отмечен'} участник {name}"


def settled(parties: Iterable[PartyDraft]) -> list[PartyDraft]:
    """Return parties with names fit to be stored, their cities found or made; few queries.

    Raises:
        RuleViolation: too many, an empty name, a number or a mode that cannot be, a city or an
            organization that is not there any more.
    """
    drafts = list(parties)
    ensure_few(drafts, limit=MAX_PARTIES, field="parties", what="участников")
    checked = [_checked(one) for one in drafts]
    _ensure_known(checked)
    places = {
        position: _place(one)
        for position, one in enumerate(checked)
        if one.municipality_id is None
        and one.organization_id is None
        and (one.region or one.country)
    }
    if not places:
        return checked
    index = ensure_municipalities(places=places.values())
    for position, place in places.items():
        city = index.of_place(place)
        if city is not None:
            checked[position] = replace(checked[position], municipality_id=city.pk)
    return checked


def written(
    held: HeldEvent, role: PartyRole, drafts: Sequence[PartyDraft], *, source: int
) -> list[Participation]:
    """Write parties as what a further source says: beside those that count; one query."""
    return Participation.objects.bulk_create(
        Participation(**_columns(held, role, position, one), source_id=source, is_current=False)
        for position, one in enumerate(drafts, start=1)
    )


def _checked(draft: PartyDraft) -> PartyDraft:
    text = checked_line(draft.text, limit=300, field="parties", label="Участник")
    if not text:
        raise RuleViolation("parties.empty", "Есть участник без названия.", "parties")
    if draft.mode not in AttendanceMode.values:
        message = f"{text}: неизвестно, как участвовал («{draft.mode[:40]}»)."
        raise RuleViolation("parties.mode", message, "parties")
    checked_number(draft.headcount, limit=MAX_PEOPLE, field="parties", label=f"{text}, человек")
    return replace(draft, text=text)


def _ensure_known(drafts: Iterable[PartyDraft]) -> None:
    """Refuse numbers of cities and organizations that the registry does not have."""
    for model, name in ((Municipality, "municipality_id"), (Organization, "organization_id")):
        wanted = {getattr(one, name): one.text for one in drafts if getattr(one, name) is not None}
        known = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        gone = next((text for pk, text in wanted.items() if pk not in known), None)
        if gone is not None:
            message = f"{gone}: такой записи в справочнике больше нет. Вставьте список заново."
            raise RuleViolation("parties.gone", message, "parties")


def _place(draft: PartyDraft) -> Place:
    is_district = any(found.name == draft.text for found in find_districts(draft.text))
    key = "district" if is_district else "locality"
    values: dict[str, Any] = {key: draft.text}
    return Place(draft.text, region=draft.region, country=draft.country, **values)


def _replace(
    held: HeldEvent,
    role: PartyRole,
    rows: Sequence[Participation],
    drafts: Sequence[PartyDraft],
    source: int,
) -> list[Participation]:
    waiting: dict[_Key, list[Participation]] = defaultdict(list)
    for row in rows:
        waiting[_key(row)].append(row)
    kept: list[Participation] = []
    new: list[Participation] = []
    result: list[Participation] = []
    for position, draft in enumerate(drafts, start=1):
        known = waiting[_key(draft)].pop(0) if waiting[_key(draft)] else None
        columns = _columns(held, role, position, draft)
        row = known or Participation(**columns, source_id=source)
        if known is not None:
            row.source_id = row.source_id if _whole(known) == _whole(draft) else source
            for name, value in columns.items():
                setattr(row, name, value)
        (new if known is None else kept).append(row)
        result.append(row)
    gone = [row.pk for left in waiting.values() for row in left]
    Participation.objects.filter(pk__in=gone).delete()
    mine = Participation.objects.filter(pk__in=[row.pk for row in kept])
    mine.update(position=F("position") + ASIDE)
    Participation.objects.bulk_update(
        kept,
        ("position", "text", "municipality", "organization", "mode", "headcount", "source"),
    )
    Participation.objects.bulk_create(new)
    return result


def _columns(held: HeldEvent, role: PartyRole, position: int, draft: PartyDraft) -> dict[str, Any]:
    return {
        "held_event": held,
        "role": role,
        "position": position,
        "text": draft.text,
        "municipality_id": draft.municipality_id,
        "organization_id": draft.organization_id,
        "mode": draft.mode,
        "headcount": draft.headcount,
    }


def _key(party: Participation | PartyDraft) -> _Key:
    if party.municipality_id is not None:
        return "city", party.municipality_id
    if party.organization_id is not None:
        return "organization", party.organization_id
    return "text", name_key(party.text)


def _whole(party: Participation | PartyDraft) -> tuple[_Key, str, str, int | None]:
    return _key(party), party.text, party.mode, party.headcount
