"""A whole round and the answers of many cities by the calls of the pages, without a browser."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils import timezone
from tests.e2e.exchange.hands import CITIES, SILENT, SUPPLIERS, Cells, figures_of, response_of

from mezhgorod.exchanges.models import ExchangeRound, Response
from planbook.indicators import Cell

WATER = Cell("tariff.water_cold")


def hold(found: ExchangeRound) -> None:
    """The round before: everybody but one city answers, its table is sent out."""
    from mezhgorod.exchanges import actions  # noqa: PLC0415 -- after the set-up
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after the set-up

    day = found.period_end + timedelta(days=1)
    by = {"actor": SYSTEM, "now": timezone.make_aware(datetime.combine(day, time(9)))}
    found = actions.open_round(found=found, **by)
    answer_for(found, [city for city in CITIES if city != SILENT], period=0, now=by["now"])
    found = actions.close_round(found=found, **by)
    keys = list(found.responses.filter(state="submitted").values_list("pk", flat=True))
    actions.accept_responses(found=found, response_ids=keys, **by)
    actions.consolidate_round(found=found, **by)
    actions.publish_round(found=found, **by)


def answer_for(found: ExchangeRound, cities: Sequence[str], *, period: int, now: datetime) -> None:
    from mezhgorod.exchanges.queries.forms import form_of  # noqa: PLC0415 -- after the set-up

    form = form_of(found.form)
    for city in cities:
        write(response_of(found, city), figures_of(form, city, period), now=now)


def write(response: Response, cells: Cells, *, now: datetime) -> None:
    """A city fills everything, says about unusual figures that they are right, and submits."""
    from mezhgorod.exchanges import actions  # noqa: PLC0415 -- after the set-up
    from mezhgorod.exchanges.queries.forms import form_of  # noqa: PLC0415 -- after the set-up
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after the set-up

    by = {"response": response, "actor": SYSTEM, "now": now}
    for section in form_of(response.round.form).sections:
        if section.is_repeated:
            actions.save_copies(section=section.code, names=[SUPPLIERS[section.code]], **by)
    said = {cell: replace(one, comment="Решение от 1 июля") for cell, one in cells.items()}
    actions.save_cells(batch=actions.CellBatch(said), **by)
    actions.submit_response(**by)
