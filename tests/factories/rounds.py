"""An exchange with cities that are asked, a round in progress, answers of any number of cities."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.factories.answers import FORM, make_exchange
from tests.factories.people import actor_with, make_body, make_owner, make_party

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions.cell_writing import write_cells
from mezhgorod.exchanges.models import Exchange, ExchangeParticipant, ExchangeRound, Response
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.registry.models import Contact, Organization
from mezhgorod.registry.rules import Actor, Role
from planbook.indicators import Cell, CellValue, IndicatorForm, MissingReason

NOW = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
CITIES = ("Вологда", "Псков", "Тверь")


def runner(exchange: Exchange | None = None) -> Actor:
    """Whoever collects for the association."""
    return actor_with(Role.DIRECTORATE, exchange.owner if exchange else make_owner())


def committee(exchange: Exchange, name: str = "Секция «Городское хозяйство»") -> Actor:
    """The coordinator of a committee of the same association."""
    return actor_with(Role.BODY_COORDINATOR, exchange.owner, body=make_body(exchange.owner, name))


def speaker(response: Response) -> Actor:
    """Whoever answers for the city."""
    owner = response.round.exchange.owner
    return actor_with(Role.CITY_CONTACT, owner, party=response.party)


def city(name: str) -> Organization:
    return make_party(f"Администрация города {name}", city=name)


def asked_exchange(*names: str, form: IndicatorForm = FORM, title: str = "Тарифы ЖКХ") -> Exchange:
    """An exchange with a form in use that asks these cities."""
    exchange = make_exchange(form, title=title).exchange
    for name in names or CITIES:
        ExchangeParticipant.objects.get_or_create(exchange=exchange, party=city(name))
    return exchange


def planned(*names: str, form: IndicatorForm = FORM, quarter: int = 1) -> ExchangeRound:
    """A round that is not open yet."""
    exchange = asked_exchange(*names, form=form)
    found = exchange.rounds.filter(period_edtf=f"2026-3{quarter + 2}").first()
    return found or actions.plan_round(
        exchange=exchange,
        period_edtf=f"2026-3{quarter + 2}",
        draft=actions.RoundDraft(),
        actor=runner(),
        now=NOW,
    )


def opened(*names: str, form: IndicatorForm = FORM, quarter: int = 1) -> ExchangeRound:
    """A round in progress."""
    found = planned(*names, form=form, quarter=quarter)
    return actions.open_round(found=found, actor=runner(), now=NOW)


def response_of(found: ExchangeRound, name: str) -> Response:
    return Response.objects.select_related("round__exchange__owner", "party__territory").get(
        round=found, party=city(name)
    )


def filled(
    found: ExchangeRound,
    names: Sequence[str] = CITIES,
    *,
    state: ResponseState = ResponseState.SUBMITTED,
    price: str = "32.15",
    now: datetime = NOW,
) -> list[Response]:
    """Answers of cities with all that the form wants, in a state."""
    answers = []
    for name in names:
        response = response_of(found, name)
        write_cells(response=response, cells=cells_of(price))
        response.state, response.submitted_at = state, now
        response.filled_count = 4
        response.save()
        answers.append(response)
    return answers


def cells_of(price: str = "32.15") -> dict[Cell, CellValue]:
    """A full answer to the form of tariffs."""
    return {
        Cell("tariff.cold"): CellValue(number=Decimal(price)),
        Cell("tariff.sewage"): CellValue(number=Decimal("20.10")),
        Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA),
        Cell("heat.price"): CellValue(number=Decimal("1820.30")),
    }


def closed(*names: str, state: ResponseState = ResponseState.ACCEPTED) -> ExchangeRound:
    """A closed round in which all have answered."""
    found = opened(*names)
    filled(found, names or CITIES, state=state)
    return actions.close_round(found=found, actor=runner(), now=LATER)


def consolidated(*names: str) -> ExchangeRound:
    """A round with its first table."""
    found = closed(*names)
    actions.consolidate_round(found=found, actor=runner(), now=LATER)
    found.refresh_from_db()
    return found


def address(found: ExchangeRound, name: str) -> Contact:
    """Where letters to a city go."""
    email = f"{city(name).slug[:40]}@example.org"
    return Contact.objects.get_or_create(
        organization=city(name), owner=found.exchange.owner, email=email
    )[0]


def states(found: ExchangeRound) -> dict[str, str]:
    """The state of every answer by the city."""
    rows = found.responses.values_list("party__territory__name", "state")
    return dict(rows.order_by("party__territory__name"))


DAY = date(2026, 4, 21)
