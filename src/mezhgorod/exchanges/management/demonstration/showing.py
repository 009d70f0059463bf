"""The exchanges of the demonstration are begun and their rounds held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from mezhgorod.exchanges.actions.forms import begin_form, put_form_in_use
from mezhgorod.exchanges.actions.keeping import ExchangeDraft, create_exchange, set_participants
from mezhgorod.exchanges.management.demonstration.figures import MARK, drawn
from mezhgorod.exchanges.management.demonstration.past_rounds import (
    FIRST_YEAR,
    Cities,
    past_round,
    quarters_between,
)
from mezhgorod.exchanges.management.demonstration.running_round import (
    running_quarter,
    running_round,
)
from mezhgorod.exchanges.management.demonstration.topics import FIRST, GUESTS, Topic, topics
from mezhgorod.exchanges.models import Exchange
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.actions.parties import ensure_party
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.rules import SYSTEM
from planbook.dates.period import Period

_RECENT = 6  # quarters before the one that goes on
_PURPOSE = (
    f"{MARK} Темы и число участников — из отчёта за {FIRST_YEAR} год, строки — из плана на "
    "2023 год. Города, которых нет среди членов, названы в плане и отчёте. Кто как ответил, "
    "придумано для показа."
)


@transaction.atomic
def show_exchanges(*, owner: Organization, now: datetime) -> list[Exchange]:
    """Begin the five exchanges of the report, hold their rounds; two of them go on now."""
    cities = _cities(owner, now)
    return [_show(topic, owner, cities, now) for topic in topics()]


def _cities(owner: Organization, now: datetime) -> list[Organization]:
    """Return the members that are cities, and those the union's documents name beside them."""
    members = members_on(association=owner, day=timezone.localdate(now))
    found = {one.party.pk: one.party for one in members if one.party.territory_id}
    for place in Municipality.objects.filter(name__in=GUESTS).order_by("name"):
        party = ensure_party(municipality=place)
        found[party.pk] = party
    return list(found.values())


def _show(
    topic: Topic, owner: Organization, cities: Sequence[Organization], now: datetime
) -> Exchange:
    begun = timezone.make_aware(datetime.combine(_first_day(topic), time(9)))
    draft = ExchangeDraft(
        title=topic.title, purpose=_PURPOSE, partners=topic.partners, operator=owner,
        periodicity=topic.periodicity, starter_code=topic.starter_code, reading=topic.reading,
    )  # fmt: skip
    items = _rows(owner, topic.row)
    exchange = create_exchange(owner=owner, draft=draft, items=items, actor=SYSTEM, now=begun)
    version = begin_form(exchange=exchange, form=topic.form, actor=SYSTEM, now=begun)
    put_form_in_use(version=version, seen=version.revision, actor=SYSTEM, now=begun)
    asked = _asked(topic, cities)
    parties = (*asked.counted, *asked.others)
    set_participants(exchange=exchange, parties=parties, actor=SYSTEM, now=begun)
    for edtf in topic.periods or _past_quarters(now):
        past_round(exchange, edtf, asked)
    if topic.is_running:
        running_round(exchange, now)
    return exchange


def _past_quarters(now: datetime) -> list[str]:
    """The quarters of the report's year and the latest ones before the quarter that goes on."""
    running = Period.from_edtf(running_quarter(now))
    known = quarters_between(FIRST_YEAR, running.start)
    return [*known[:4], *known[4:][-_RECENT:]]


def _asked(topic: Topic, cities: Sequence[Organization]) -> Cities:
    """Choose cities by lot, always the same ones; the first one always takes part."""
    ordered = sorted(
        cities,
        key=lambda one: (one.spoken_name != FIRST, drawn(topic.code, one.spoken_name)),
    )
    return Cities(tuple(ordered[: topic.counted]), tuple(ordered[topic.counted : topic.asked]))


def _rows(owner: Organization, beginning: str) -> list[PlanItem]:
    if not beginning:
        return []
    found = PlanItem.objects.filter(section__plan__owner=owner, event__title__startswith=beginning)
    return list(found.order_by("pk"))


def _first_day(topic: Topic) -> date:
    return Period.from_edtf((topic.periods or (f"{FIRST_YEAR}-33",))[0]).start
