"""Held events: a union, its hosts, who may do what, and facts of the report of 2024."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.factories.people import actor_with, make_body, make_owner, make_party

from mezhgorod.outcomes.actions import record_held, set_parties
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import HeldValues, PartyDraft, PartyList, PartyRole
from mezhgorod.registry.models import Body, Municipality, Organization
from mezhgorod.registry.rules import SYSTEM, Actor, Role

NOW = datetime(2024, 12, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Stage:
    """A union with a committee, two cities, and one event that Вологда hosted."""

    owner: Organization
    body: Body
    vologda: Organization
    tver: Organization
    held: HeldEvent
    directorate: Actor
    host: Actor
    other_city: Actor
    coordinator: Actor
    other_coordinator: Actor
    auditor: Actor
    foreigner: Actor


def make_stage(**values: Any) -> Stage:
    owner = make_owner()
    body, other = make_body(owner), make_body(owner, "Секция «Спорт»")
    vologda = make_party("Муниципальное образование «Вологда»", city="Вологда")
    tver = make_party("Муниципальное образование «Тверь»", city="Тверь")
    held = make_held(owner, body_id=body.pk, **values)
    put(held, "Вологда", role=PartyRole.HOST)
    return Stage(
        owner=owner,
        body=body,
        vologda=vologda,
        tver=tver,
        held=HeldEvent.objects.get(pk=held.pk),
        directorate=actor_with(Role.DIRECTORATE, owner),
        host=actor_with(Role.CITY_CONTACT, owner, party=vologda),
        other_city=actor_with(Role.CITY_CONTACT, owner, party=tver),
        coordinator=actor_with(Role.BODY_COORDINATOR, owner, body=body),
        other_coordinator=actor_with(Role.BODY_COORDINATOR, owner, body=other),
        auditor=actor_with(Role.AUDITOR, owner),
        foreigner=actor_with(Role.DIRECTORATE, make_owner("Ассоциация городов Поволжья")),
    )


def make_held(owner: Organization, **values: Any) -> HeldEvent:
    whole: HeldValues = {"title": "Заседание секции «Туризм»", "timing_text": "12 апреля 2024"}
    whole.update(values)  # type: ignore[typeddict-item]
    return record_held(owner=owner, values=whole, actor=SYSTEM, now=NOW)


def put(
    held: HeldEvent, names: str, *, role: PartyRole = PartyRole.PARTICIPANT, **fields: Any
) -> None:
    """Make the parties of a role these names, «Вологда, Шуя», with cities the registry knows."""
    cities = {city.name: city.pk for city in Municipality.objects.all()}
    drafts = tuple(
        PartyDraft(name, municipality_id=cities.get(name), **fields)
        for name in names.split(", ")
        if name
    )
    set_parties(held=held, parties=PartyList(role, drafts), actor=SYSTEM, now=NOW)
