"""An exchange of any number of cities over twelve years; every figure in it is made by arithmetic.

The titles say so, so that nobody takes such a figure for a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mezhgorod.exchanges.models import (
        Exchange,
        ExchangeRound,
        FormVersion,
        IndicatorVersion,
        Observation,
        Response,
    )
    from mezhgorod.registry.models import Organization
    from planbook.indicators import IndicatorForm

TITLE = "Проверочный обмен: цифры посчитаны программой"
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
_ROW_WORDS = ("Тариф на холодную воду", "Тариф на тепло", "Цена хлеба", "Доходы бюджета")
# Rows of this many first indicators have all rounds; others only the last two.
_LONG_ROWS = 4


@dataclass(frozen=True, slots=True)
class Site:
    """What was made: the exchange and its rounds, the oldest first."""

    exchange: Exchange
    rounds: list[ExchangeRound]
    parties: list[Organization]
    codes: list[str]


def make_site(*, cities: int, rows: int, years: int, owner_name: str = "Проверочный союз") -> Site:
    """Make an exchange with rounds of every quarter; the last two are stored as tables."""
    from mezhgorod.exchanges.models import Exchange  # noqa: PLC0415 -- after setup
    from mezhgorod.exchanges.rules import Reading  # noqa: PLC0415 -- after setup
    from mezhgorod.registry.models import Organization  # noqa: PLC0415 -- after setup

    owner, _ = Organization.objects.get_or_create(
        name=owner_name, defaults={"slug": f"proverka-{cities}", "kind": "union"}
    )
    exchange = Exchange.objects.create(
        owner=owner, title=f"{TITLE} ({cities})", created_at=NOW, reading=Reading.PUBLIC
    )
    parties = _parties(cities)
    form = _form(rows)
    stored = _stored_form(exchange, form)
    indicators = _indicators(exchange, form)
    rounds = _rounds(exchange, stored, years)
    for number, one in enumerate(rounds):
        is_whole = number >= len(rounds) - 2
        shown = indicators if is_whole else indicators[:_LONG_ROWS]
        _answers(one, parties, shown, number)
        _table(one, is_whole=is_whole)
    return Site(exchange, rounds, parties, [one.code for one in indicators])


def _parties(count: int) -> list[Organization]:
    from mezhgorod.registry.models import (  # noqa: PLC0415 -- after setup
        Municipality,
        Organization,
        Region,
    )
    from planbook.places.gazetteer import settlements_starting  # noqa: PLC0415 -- with its table

    domestic = {one.name: one for one in settlements_starting("") if one.region}
    largest = sorted(domestic.values(), key=lambda one: -one.population)[:count]
    made = []
    for number, one in enumerate(largest):
        region, _ = Region.objects.get_or_create(
            name=one.region, defaults={"code": f"T-{number}", "slug": f"t-{number}"}
        )
        city, _ = Municipality.objects.get_or_create(
            name=one.name, defaults={"slug": f"test-{number}", "kind": "city", "region": region}
        )
        party, _ = Organization.objects.get_or_create(
            name=f"Администрация: {one.name}",
            defaults={"slug": f"test-a-{number}", "kind": "municipality", "territory": city},
        )
        made.append(party)
    return made


def _form(rows: int) -> IndicatorForm:
    from planbook.indicators import (  # noqa: PLC0415 -- after setup
        Aggregation,
        Direction,
        FormLine,
        FormSection,
        Indicator,
        IndicatorForm,
        Question,
        Unit,
        UnitKind,
    )

    lines = tuple(
        FormLine(
            Indicator(
                f"row.n{number}",
                f"{_ROW_WORDS[number % len(_ROW_WORDS)]} (проверка {number + 1})",
                Unit(UnitKind.MONEY, "руб."),
                definition="Число посчитано программой для проверки, это не данные города.",
                direction=Direction.LOWER_BETTER if number % 2 else Direction.NEUTRAL,
                aggregation=Aggregation.MEAN,
                is_per_inhabitant=number % 4 == 3,
            )
        )
        for number in range(rows)
    )
    half = (rows + 1) // 2
    sections = (
        FormSection("first", "Первый проверочный раздел", lines[:half]),
        FormSection("second", "Второй проверочный раздел", lines[half:]),
    )
    return IndicatorForm(TITLE, sections, questions=(Question("plans", "Проверочный вопрос"),))


def _stored_form(exchange: Exchange, form: IndicatorForm) -> FormVersion:
    from mezhgorod.exchanges.models import FormVersion  # noqa: PLC0415 -- after setup
    from planbook.indicators import form_to_dict  # noqa: PLC0415 -- after setup

    return FormVersion.objects.create(
        exchange=exchange, number=1, state="in_use", content=form_to_dict(form), created_at=NOW
    )


def _indicators(exchange: Exchange, form: IndicatorForm) -> list[IndicatorVersion]:
    from mezhgorod.exchanges.models import IndicatorVersion  # noqa: PLC0415 -- after setup
    from planbook.indicators import indicator_to_dict  # noqa: PLC0415 -- after setup

    return [
        IndicatorVersion.objects.get_or_create(
            owner=exchange.owner,
            code=line.indicator.code,
            number=1,
            defaults={
                "name": line.indicator.name,
                "content": indicator_to_dict(line.indicator),
                "created_at": NOW,
            },
        )[0]
        for line in form.lines
    ]


def _rounds(exchange: Exchange, form: FormVersion, years: int) -> list[ExchangeRound]:
    from mezhgorod.exchanges.models import ExchangeRound  # noqa: PLC0415 -- after setup

    made = []
    for number in range(years * 4):
        year, quarter = 2026 - years + number // 4, number % 4
        start = date(year, quarter * 3 + 1, 1)
        end = start + timedelta(days=89)
        made.append(
            ExchangeRound.objects.create(
                exchange=exchange,
                form=form,
                period_edtf=f"{year}-{33 + quarter}",
                period_start=start,
                period_end=end,
                state="published",
                opens_on=end,
                due_on=end + timedelta(days=20),
                published_on=end + timedelta(days=30),
                created_at=NOW,
                updated_at=NOW,
            )
        )
    return made


def _answers(
    found: ExchangeRound, parties: list[Organization], rows: list[IndicatorVersion], number: int
) -> None:
    from mezhgorod.exchanges.models import Observation, Response  # noqa: PLC0415 -- after setup

    responses = Response.objects.bulk_create(
        Response(
            round=found, party=party, state="accepted", touched_at=NOW - timedelta(days=2),
            texts={"plans": f"Проверочный ответ {place + 1}."} if place % 3 == 0 else {},
        )
        for place, party in enumerate(parties)
    )  # fmt: skip
    Observation.objects.bulk_create(
        (
            _observation(response, row, place, code, number)
            for place, response in enumerate(responses)
            for code, row in enumerate(rows)
        ),
        batch_size=2000,
    )


def _observation(
    response: Response, row: IndicatorVersion, place: int, code: int, number: int
) -> Observation:
    from mezhgorod.exchanges.models import Observation  # noqa: PLC0415 -- after setup

    if (place + 3 * code + number) % 29 == 0:
        return Observation(response=response, indicator=row, missing="no_data")
    mantissa = 2000 + (place * 37 + code * 101) % 1700 + number * 25
    if place == 5 and code == 0:
        mantissa, comment = mantissa * 10, "Проверочное пояснение: посчитано по формуле."
        return Observation(
            response=response, indicator=row, mantissa=mantissa, scale=2, comment=comment
        )
    return Observation(response=response, indicator=row, mantissa=mantissa, scale=2)


def _table(found: ExchangeRound, *, is_whole: bool) -> None:
    from mezhgorod.exchanges.actions.publishing import table_digest  # noqa: PLC0415 -- after setup
    from mezhgorod.exchanges.models import ComparisonVersion  # noqa: PLC0415 -- after setup
    from mezhgorod.exchanges.queries.comparison import fresh_table  # noqa: PLC0415 -- after setup
    from planbook.indicators import table_to_dict  # noqa: PLC0415 -- after setup

    content = {}
    if is_whole:
        note = "Все числа посчитаны программой для проверки."
        table = fresh_table(found=found, number=1, made_on=NOW.date(), notes=(note,))
        content = table_to_dict(table)
    ComparisonVersion.objects.create(
        round=found, number=1, content=content, digest=table_digest(content), made_at=NOW,
        published_at=NOW,
    )  # fmt: skip
