"""A city named in a report with a held event for the next one: an offer, taken back with it."""

import pytest
from tests.factories.editions import series
from tests.factories.plans import NOW
from tests.factories.reports import make_report

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.planning.models import HostingBid, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import (
    confirm_event,
    confirm_fact,
    keep_read_events,
    undo_fact,
)
from mezhgorod.reporting.models import ReadEvent, ReadFact
from planbook.facts import Fact, FactSource, FactType, ReportEvent, ReportRole

pytestmark = pytest.mark.django_db

SAID = "Принять следующий слёт в 2026 году готов город Псков."


def test_a_city_named_with_a_held_event_is_an_offer_and_goes_with_its_fact() -> None:
    report = make_report("В мае в Вологде прошёл III Слёт городов.", SAID)
    planned = Fact(
        FactType.PLANNED_HOST, "Псков", ("Псков",), 2026, "=", SAID, FactSource(2, 0, len(SAID))
    )
    event = ReportEvent("III Слёт городов", "слёт", 3, ReportRole.HELD, (planned,))
    keep_read_events(report=report, events=[event], now=NOW, actor=SYSTEM)
    ReadEvent.objects.update(series=series(report.owner), edition=3)
    confirm_event(event=ReadEvent.objects.get(), actor=SYSTEM, now=NOW)
    HeldEvent.objects.update(earliest="2024-05-16", latest="2024-05-16")

    confirm_fact(fact=ReadFact.objects.get(), actor=SYSTEM, now=NOW)

    bid = HostingBid.objects.select_related("edition", "city").get()
    assert (bid.city.name, bid.state) == ("Псков", "offered")
    assert (bid.edition.number, bid.edition.year, bid.edition.host) == (4, 2026, None)
    assert bid.edition.state == EditionState.OFFERED
    assert bid.note.endswith(f"абзац 2: {SAID}")

    undo_fact(fact=ReadFact.objects.get(), actor=SYSTEM, now=NOW)
    assert (HostingBid.objects.count(), SeriesEdition.objects.count()) == (0, 0)
