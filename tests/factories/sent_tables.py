"""Rounds whose comparison table was sent out, and who asks for it."""

from datetime import UTC, date, datetime, timedelta

from tests.factories.answers import FORM
from tests.factories.people import actor_with, make_owner
from tests.factories.rounds import city, filled, opened, runner

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.rules import Reading, ResponseState
from mezhgorod.registry.rules import Actor, Role
from planbook.indicators import IndicatorForm

CITIES = ("Вологда", "Псков", "Тверь")
STRANGER = "Ярославль"
SENT_AT = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
SENT_ON = date(2026, 5, 5)
TODAY = date(2026, 6, 1)


def sent(
    *names: str,
    quarter: int = 1,
    reading: Reading = Reading.MEMBERS,
    days: int = 0,
    price: str = "32.15",
    form: IndicatorForm = FORM,
) -> ExchangeRound:
    """A round that was consolidated and sent out on `SENT_ON`."""
    found = ready(*names, quarter=quarter, price=price, form=form)
    exchange = found.exchange
    exchange.reading, exchange.public_after_days = reading, days
    exchange.save()
    actions.publish_round(found=found, actor=runner(), now=SENT_AT)
    return ExchangeRound.objects.select_related("exchange__owner").get(pk=found.pk)


def ready(
    *names: str, quarter: int = 1, price: str = "32.15", form: IndicatorForm = FORM
) -> ExchangeRound:
    """A round that is consolidated and not sent out."""
    names = names or CITIES
    found = opened(*names, quarter=quarter, form=form)
    filled(found, names, state=ResponseState.ACCEPTED, price=price)
    Response.objects.filter(round=found).update(touched_at=SENT_AT - timedelta(days=1))
    found = actions.close_round(found=found, actor=runner(), now=SENT_AT)
    actions.consolidate_round(found=found, actor=runner(), now=SENT_AT)
    return ExchangeRound.objects.select_related("exchange__owner").get(pk=found.pk)


def member(name: str = STRANGER, *, owner_name: str = "") -> Actor:
    """Whoever speaks for a city in an association, ours unless named."""
    owner = make_owner(owner_name) if owner_name else make_owner()
    return actor_with(Role.CITY_CONTACT, owner, party=city(name))
