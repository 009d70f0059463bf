"""The shown exchanges with one object behind every page about them: a form being composed, a round
that goes on, a table sent out and open to all, answers in every state."""

from dataclasses import dataclass

from django.core.management import call_command
from django.utils import timezone
from tests.factories.answers import token_for

from mezhgorod.exchanges.actions.forms import create_from_starter
from mezhgorod.exchanges.actions.keeping import ExchangeDraft
from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.rules import (
    CONFIRM_RESPONSE,
    FILL_RESPONSE,
    Reading,
    ResponseState,
    RoundState,
)
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM
from planbook.indicators.starters import starter_exchanges

UNION = "Союз городов Центра и Северо-Запада России"


@dataclass(frozen=True)
class WorkingExchanges:
    """Where to find each thing; links are the secret parts of their addresses."""

    owner: Organization
    composed: Exchange
    going: ExchangeRound
    sent: ExchangeRound
    answers: tuple[Response, ...]
    written: Response
    fill: str
    confirm: str


def make_working_exchanges() -> WorkingExchanges:
    """Load the demonstration with its exchanges; one table is open, one form is being composed."""
    for command in ("load_demo", "load_demo_people", "load_demo_exchanges"):
        call_command(command, verbosity=0)
    owner = Organization.objects.get(name=UNION)
    rounds = ExchangeRound.objects.select_related("exchange__owner", "form").order_by("pk")
    going = rounds.filter(state=RoundState.OPEN)[0]
    sent = rounds.filter(state=RoundState.PUBLISHED, exchange=going.exchange).latest("period_start")
    Exchange.objects.filter(pk=sent.exchange_id).update(reading=Reading.PUBLIC)
    answers = _one_of_every_state()
    begun = next(one for one in answers if one.state == ResponseState.DRAFT)
    waiting = next(one for one in answers if one.state == ResponseState.IN_APPROVAL)
    return WorkingExchanges(
        owner=owner,
        composed=_composed(owner),
        going=going,
        sent=sent,
        answers=answers,
        written=begun,
        fill=token_for(begun, FILL_RESPONSE),
        confirm=token_for(waiting, CONFIRM_RESPONSE),
    )


def _one_of_every_state() -> tuple[Response, ...]:
    rows = Response.objects.select_related("round__exchange__owner", "party__territory")
    found = {one.state: one for one in rows.order_by("pk")}
    return tuple(found.values())


def _composed(owner: Organization) -> Exchange:
    starter = next(one for one in starter_exchanges() if one.code == "smart_city")
    return create_from_starter(
        owner=owner,
        starter=starter,
        draft=ExchangeDraft(title="Обмен для составления формы"),
        actor=SYSTEM,
        now=timezone.now(),
    )
