"""Six exchanges of 300 cities at work over twelve years: data for the measurements.

Values are made by the database itself; all of them are arithmetic, the titles say so.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mezhgorod.exchanges.models import Exchange, ExchangeRound, FormVersion, Response
    from mezhgorod.registry.models import Organization
    from planbook.indicators import Cell, CellValue, IndicatorForm

TITLE = "Проверочный обмен {number}: числа посчитаны программой"
CITIES, PLAIN, REPEATED, COPIES, EXCHANGES = 300, 10, 50, 10, 6
ALL_ROUNDS, LONG_ROUNDS = 240, 48  # the first exchange has twelve years of quarters
NOW = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)
_LAST_YEAR = 2026
_VALUES = """
    INSERT INTO exchanges_observation
        (response_id, indicator_id, copy, mantissa, scale, text, missing, comment, is_carried)
    SELECT r.id, i.id, 0,
        CASE WHEN (r.id + 3 * i.id) %% 29 = 0 THEN NULL
             ELSE 2000 + (r.party_id * 37 + i.id * 101) %% 1700 END,
        2, '', CASE WHEN (r.id + 3 * i.id) %% 29 = 0 THEN 'no_data' ELSE '' END, '', FALSE
    FROM exchanges_response r
    JOIN exchanges_exchangeround n ON n.id = r.round_id
    CROSS JOIN exchanges_indicatorversion i
    WHERE n.exchange_id = %s AND n.state <> 'open' AND i.code LIKE %s
"""


@dataclass(frozen=True, slots=True)
class Site:
    """What was made: rounds of the first exchange, the oldest first, the last one open."""

    owner: Organization
    exchange: Exchange
    rounds: list[ExchangeRound]
    values: int

    @property
    def published(self) -> ExchangeRound:
        return self.rounds[-2]

    @property
    def opened(self) -> ExchangeRound:
        return self.rounds[-1]


def make_site(share: int) -> Site:
    """Fill an empty database with every `share`th round."""
    from mezhgorod.exchanges.models import Observation  # noqa: PLC0415 -- after setup
    from mezhgorod.registry.models import Organization  # noqa: PLC0415 -- after setup

    owner = Organization.objects.create(name="Проверочный союз", slug="union", kind="union")
    parties = _parties()
    made = []
    for number in range(EXCHANGES):
        of_others = (ALL_ROUNDS - LONG_ROUNDS) / (EXCHANGES - 1)
        sent = ceil((LONG_ROUNDS if number == 0 else of_others) / share)
        made.append(_exchange(owner, parties, number, sent + 1))
    _tidy()
    exchange, rounds = made[0]
    _table(rounds[-2])
    return Site(owner, exchange, rounds, Observation.objects.count())


def _parties() -> list[Organization]:
    from mezhgorod.registry.models import Municipality, Organization  # noqa: PLC0415 -- after setup

    cities = Municipality.objects.bulk_create(
        Municipality(name=f"Город {number}", slug=f"city-{number}", kind="city")
        for number in range(CITIES)
    )
    return Organization.objects.bulk_create(
        Organization(
            name=f"Администрация города {one.name}", slug=f"party-{one.slug}",
            kind="municipality", territory=one,
        )
        for one in cities
    )  # fmt: skip


def make_form(number: int) -> IndicatorForm:
    """Return a form of 60 typed rows, 50 of them for every supplier, and two computed ones."""
    from planbook.indicators import (  # noqa: PLC0415 -- after setup
        Aggregation,
        FormLine,
        FormSection,
        Indicator,
        IndicatorForm,
        LineCheck,
        Question,
        Unit,
        UnitKind,
    )

    def line(place: int, formula: str = "") -> FormLine:
        name = f"Проверочный показатель {place + 1}"
        unit = Unit(UnitKind.MONEY, "руб.")
        indicator = Indicator(
            f"e{number}.n{place}", name, unit, definition="Число посчитано программой.",
            minimum=Decimal(0), aggregation=Aggregation.MEAN,
        )  # fmt: skip
        return FormLine(indicator, formula)

    typed = [line(place) for place in range(PLAIN + REPEATED)]
    sums = [
        line(100, f"e{number}.n0 + e{number}.n1"),
        line(101, f"e{number}.n{PLAIN} + e{number}.n{PLAIN + 1}"),
    ]
    sections = (
        FormSection("plain", "По городу", (*typed[:PLAIN], sums[0])),
        FormSection("each", "По поставщикам", (*typed[PLAIN:], sums[1]), "поставщик", COPIES),
    )
    check = LineCheck(f"e{number}.n2 <= 1000 * e{number}.n3", "Проверочное отношение")
    question = Question("plans", "Проверочный вопрос")
    return IndicatorForm(
        TITLE.format(number=number + 1), sections, checks=(check,), questions=(question,)
    )


def _exchange(
    owner: Organization, parties: list[Organization], number: int, count: int
) -> tuple[Exchange, list[ExchangeRound]]:
    """Make an exchange with its form, rounds sent out and one that is open."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    from mezhgorod.exchanges.actions.forms import (  # noqa: PLC0415 -- after setup
        begin_form,
        put_form_in_use,
    )
    from mezhgorod.exchanges.actions.keeping import (  # noqa: PLC0415 -- after setup
        ExchangeDraft,
        create_exchange,
        set_participants,
    )
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

    form = make_form(number)
    draft = ExchangeDraft(title=form.title)
    exchange = create_exchange(owner=owner, draft=draft, actor=SYSTEM, now=NOW)
    version = begin_form(exchange=exchange, form=form, actor=SYSTEM, now=NOW)
    version = put_form_in_use(version=version, seen=version.revision, actor=SYSTEM, now=NOW)
    set_participants(exchange=exchange, parties=parties, actor=SYSTEM, now=NOW)
    rounds = _rounds(exchange, version, count)
    _responses(rounds, parties)
    with connection.cursor() as cursor:
        cursor.execute(_VALUES, [exchange.pk, f"e{number}.n_"])
        cursor.execute(_VALUES, [exchange.pk, f"e{number}.n__"])
    return exchange, rounds


def _rounds(exchange: Exchange, form: FormVersion, count: int) -> list[ExchangeRound]:
    from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound  # noqa: PLC0415 -- after setup

    def made(place: int) -> ExchangeRound:
        number = _LAST_YEAR * 4 + 2 - (count - place)  # the last one is the second quarter
        year, quarter = divmod(number, 4)
        start = date(year, quarter * 3 + 1, 1)
        end = start + timedelta(days=89)
        is_open = place == count
        return ExchangeRound(
            exchange=exchange, form=form, period_edtf=f"{year}-{33 + quarter}",
            period_start=start, period_end=end, state="open" if is_open else "published",
            opens_on=end, due_on=end + timedelta(days=20),
            published_on=None if is_open else end + timedelta(days=30),
            created_at=NOW, updated_at=NOW,
        )  # fmt: skip

    rounds = ExchangeRound.objects.bulk_create(made(place) for place in range(1, count + 1))
    ComparisonVersion.objects.bulk_create(
        ComparisonVersion(
            round=one, number=1, content={}, digest=f"{one.pk}", made_at=NOW, published_at=NOW
        )
        for one in rounds[:-1]
    )
    return list(rounds)


def _responses(rounds: list[ExchangeRound], parties: list[Organization]) -> None:
    from mezhgorod.exchanges.models import Response  # noqa: PLC0415 -- after setup

    told = NOW - timedelta(days=2)
    filled = {
        "state": "accepted", "touched_at": told, "submitted_at": told, "revision": 2,
        "filled_count": PLAIN + REPEATED, "copies": {"each": ["Поставщик 1"]},
        "texts": {"plans": "Проверочный ответ."},
    }  # fmt: skip
    Response.objects.bulk_create(
        (
            Response(round=one, party=party, **({} if one.state == "open" else filled))
            for one in rounds
            for party in parties
        ),
        batch_size=2_000,
    )


def _table(found: ExchangeRound) -> None:
    """Store the real table of the last round that was sent out."""
    from mezhgorod.exchanges.actions.publishing import table_digest  # noqa: PLC0415 -- after setup
    from mezhgorod.exchanges.queries.comparison import fresh_table  # noqa: PLC0415 -- after setup
    from planbook.indicators import table_to_dict  # noqa: PLC0415 -- after setup

    table = fresh_table(found=found, number=1, made_on=NOW.date(), notes=("Числа посчитаны.",))
    content = table_to_dict(table)
    found.tables.update(content=content, digest=table_digest(content))


def _tidy() -> None:
    """Let the database count its rows, as it does by itself in daily work."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_postgres else "ANALYZE")


def block_of_cells(form: IndicatorForm, count: int) -> Iterator[tuple[str, int]]:
    """Yield code and copy of so many cells of the repeated section."""
    codes = [line.indicator.code for line in form.sections[1].lines if not line.formula]
    for number in range(count):
        yield codes[number % REPEATED], number // REPEATED


def filled_workbooks(responses: list[Response]) -> bytes:
    """Return an archive of workbooks as cities send them back: every cell filled."""
    from mezhgorod.exchanges.queries.answer_sheets import answer_sheet_of  # noqa: PLC0415 -- after setup
    from planbook.indicators import Answer  # noqa: PLC0415 -- after setup
    from planbook.writers.answer_sheet import write_answer_sheet  # noqa: PLC0415 -- after setup

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for number, response in enumerate(responses):
            sheet = answer_sheet_of(response)
            answer = Answer(
                sheet.city, dict(_cells(sheet.form, number)), {"each": ("Поставщик 1",)}
            )
            content = write_answer_sheet(replace(sheet, answer=answer, marks={}))
            archive.writestr(f"{number:03}.xlsx", content)
    return packed.getvalue()


def _cells(form: IndicatorForm, number: int) -> Iterator[tuple[Cell, CellValue]]:
    from planbook.indicators import Cell, CellValue  # noqa: PLC0415 -- after setup

    for place, line in enumerate(form.lines):
        if not line.formula:
            value = Decimal(2000 + (number * 37 + place * 101) % 1700).scaleb(-2)
            yield Cell(line.indicator.code), CellValue(number=value)


def loaded_responses(found: ExchangeRound) -> list[Any]:
    """Return the answers of a round with all that pages and workbooks need."""
    loaded = found.responses.select_related(
        "round__exchange__owner", "round__form__exchange", "party__territory"
    ).order_by("pk")
    return list(loaded)
