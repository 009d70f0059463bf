"""Values of one indicator over the rounds of an exchange, for all cities at once.

Values are put together as a comparison table does it, only of the rows that the indicator needs.
A round with an answer that was touched since its table was sent out is read from that table: a
correction is not told before it is sent out too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max

from mezhgorod.exchanges.models import (
    ComparisonVersion,
    Exchange,
    ExchangeRound,
    FormVersion,
    Observation,
    Response,
)
from mezhgorod.exchanges.queries.comparison import column_key, stored_table
from mezhgorod.exchanges.queries.tables import readable_rounds
from mezhgorod.exchanges.rules import COUNTED_RESPONSES, RoundState
from mezhgorod.exchanges.rules.reading import TableAccess
from mezhgorod.exchanges.rules.storing import CellColumns, cell_of
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor
from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    ComparisonRow,
    Indicator,
    IndicatorForm,
    Series,
    SeriesValue,
    TableHead,
    city_number,
    consolidate,
    form_from_dict,
    parse_formula,
    series_of,
)

# Twelve years of quarters, and a little more.
MAX_ROUNDS = 60
# Stored tables are long to read: so many corrected rounds are told, older ones are left out.
MAX_CORRECTED = 6


@dataclass(frozen=True, slots=True)
class CitySeries:
    """What one city told over the rounds: a series for each version of the indicator."""

    key: str
    city: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class ExchangeSeries:
    """One indicator over the rounds of an exchange that somebody reads.

    Attributes:
        versions: of the indicator, the oldest first.
        rounds: that are told, the oldest first.
        left_out: periods of rounds that are being corrected and could not be told.
    """

    versions: tuple[Indicator, ...]
    rounds: tuple[ExchangeRound, ...]
    cities: tuple[CitySeries, ...]
    left_out: tuple[str, ...] = ()

    @property
    def indicator(self) -> Indicator:
        """The newest version."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class _Told:
    """Values of cities so far: by organization, and the versions that were met."""

    values: dict[int, list[SeriesValue]]
    versions: dict[int, Indicator]

    def add(self, period: str, party_id: int, row: ComparisonRow, place: int) -> None:
        indicator, cells = row.line.indicator, row.cells[place]
        number = city_number(cells, indicator.aggregation)
        reasons = (cell.missing for cell in cells if cell is not None and cell.missing)
        missing = next(reasons, None) if number is None else None
        self.versions[indicator.version] = indicator
        self.values[party_id].append(SeriesValue(period, indicator, number, missing))


def series_rounds(*, exchange: Exchange, actor: Actor, today: date) -> list[ExchangeRound]:
    """Return the rounds that were sent out and that somebody reads, the newest first.

    Two queries; `MAX_ROUNDS` at most.
    """
    rounds = ExchangeRound.objects.filter(
        exchange=exchange, state=RoundState.PUBLISHED, tables__published_at__isnull=False
    ).distinct()
    found = list(rounds.order_by("-period_start", "-pk")[:MAX_ROUNDS])
    for one in found:
        one.exchange = exchange
    readable = readable_rounds(found, actor=actor, today=today)
    return [one.found for one in readable if one.access is not TableAccess.NONE]


def indicators_of(rounds: Iterable[ExchangeRound]) -> list[Indicator]:
    """Return the newest version of every numeric indicator that rounds ask; one query."""
    forms = FormVersion.objects.filter(pk__in={one.form_id for one in rounds}).order_by("number")
    found: dict[str, Indicator] = {}
    for content in forms.values_list("content", flat=True):
        for line in form_from_dict(content).lines:
            found[line.indicator.code] = line.indicator
    return [one for one in found.values() if one.is_numeric]


def exchange_series(rounds: Sequence[ExchangeRound], *, code: str) -> ExchangeSeries | None:
    """Return an indicator over the rounds of `series_rounds`, in six queries.

    None where none of them asks it. Each of the rounds that are being corrected costs one query
    more, `MAX_CORRECTED` at most.
    """
    forms = _small_forms(rounds, code)
    rounds = [one for one in rounds if one.form_id in forms]
    if not rounds:
        return None
    sent = _sent_versions(rounds)
    touched = _touched(rounds, sent)
    steady = [one for one in rounds if one.pk not in touched]
    corrected = [one for one in rounds if one.pk in touched]
    told = _Told(defaultdict(list), {})
    _take_answers(told, steady, forms, code)
    for one in corrected[:MAX_CORRECTED]:
        _take_stored(told, one, sent[one.pk], code)
    shown = {one.pk for one in (*steady, *corrected[:MAX_CORRECTED])}
    return (
        ExchangeSeries(
            versions=tuple(told.versions[number] for number in sorted(told.versions)),
            rounds=tuple(one for one in reversed(rounds) if one.pk in shown),
            cities=tuple(_cities(told.values)),
            left_out=tuple(one.period_edtf for one in reversed(rounds) if one.pk not in shown),
        )
        if told.versions
        else None
    )


def _small_forms(rounds: Sequence[ExchangeRound], code: str) -> dict[int, IndicatorForm]:
    """The forms of rounds with nothing but what an indicator needs, by pk; one query."""
    forms = FormVersion.objects.filter(pk__in={one.form_id for one in rounds})
    read = {pk: form_from_dict(content) for pk, content in forms.values_list("pk", "content")}
    return {pk: _small_form(form, code) for pk, form in read.items() if form.line(code) is not None}


def _small_form(form: IndicatorForm, code: str) -> IndicatorForm:
    """The rows of an indicator and of those it is computed from."""
    wanted: set[str] = set()
    waiting = [code]
    while waiting:
        name = waiting.pop()
        line = form.line(name)
        if name in wanted or line is None:
            continue
        wanted.add(name)
        if line.formula.strip():
            waiting.extend(parse_formula(line.formula).codes)
    sections = (
        replace(section, lines=lines)
        for section in form.sections
        if (lines := tuple(one for one in section.lines if one.indicator.code in wanted))
    )
    return replace(form, sections=tuple(sections), checks=(), questions=())


def _sent_versions(rounds: Iterable[ExchangeRound]) -> dict[int, ComparisonVersion]:
    """The newest version sent out by round; one query, without contents."""
    versions = ComparisonVersion.objects.filter(
        round__in=[one.pk for one in rounds], published_at__isnull=False
    )
    return {one.round_id: one for one in versions.defer("content").order_by("number")}


def _touched(
    rounds: Iterable[ExchangeRound], sent: Mapping[int, ComparisonVersion]
) -> frozenset[int]:
    """Rounds with an answer that was touched after the table was made; one query."""
    rows = (
        Response.objects.filter(round__in=[one.pk for one in rounds])
        .order_by()
        .values_list("round_id")
        .annotate(last=Max("touched_at"))
    )
    lasts: dict[int, datetime | None] = dict(rows)
    return frozenset(
        pk for pk, last in lasts.items() if last is not None and last > sent[pk].made_at
    )


def _take_answers(
    told: _Told, rounds: Sequence[ExchangeRound], forms: Mapping[int, IndicatorForm], code: str
) -> None:
    """Add what accepted answers say; two queries of plain values."""
    codes = {line.indicator.code for form in forms.values() for line in form.lines}
    values = _cells(rounds, codes)
    by_round: dict[int, list[tuple[int, Answer]]] = defaultdict(list)
    responses = Response.objects.filter(round__in=rounds, state__in=list(COUNTED_RESPONSES))
    rows = responses.order_by("pk").values_list("pk", "round_id", "party_id", "copies")
    for pk, round_id, party_id, copies in rows:
        given = {str(section): tuple(map(str, names)) for section, names in copies.items()}
        answer = Answer(column_key(party_id), values.get(pk, {}), given)
        by_round[round_id].append((party_id, answer))
    for one in rounds:
        _take_round(told, one, forms[one.form_id], by_round[one.pk], code)


def _take_round(
    told: _Told,
    found: ExchangeRound,
    form: IndicatorForm,
    answers: Sequence[tuple[int, Answer]],
    code: str,
) -> None:
    repeated = {section.code for section in form.sections if section.is_repeated}
    fitting = [
        replace(one, copies={key: one.copies[key] for key in one.copies if key in repeated})
        if one.copies
        else one
        for _, one in answers
    ]
    head = TableHead("", "", found.period_edtf, 1, found.period_end)
    row = _row(consolidate(form, fitting, head=head).rows, code)
    for place, (party_id, _) in enumerate(answers):
        told.add(found.period_edtf, party_id, row, place)


def _row(rows: Iterable[ComparisonRow], code: str) -> ComparisonRow:
    return next(row for row in rows if row.line.indicator.code == code)


def _cells(
    rounds: Sequence[ExchangeRound], codes: Iterable[str]
) -> dict[int, dict[Cell, CellValue]]:
    """Cells of accepted answers in some rows, by answer; one query of plain values."""
    rows = (
        Observation.objects.filter(
            indicator__code__in=list(codes),
            response__round__in=rounds,
            response__state__in=list(COUNTED_RESPONSES),
        )
        .order_by()
        .values_list(
            "response_id", "indicator__code", "copy", "mantissa", "scale", "text", "missing"
        )
    )
    found: dict[int, dict[Cell, CellValue]] = defaultdict(dict)
    for pk, code, copy, mantissa, scale, text, missing in rows:
        found[pk][Cell(code, copy)] = cell_of(CellColumns(mantissa, scale, text, missing))
    return found


def _take_stored(told: _Told, found: ExchangeRound, version: ComparisonVersion, code: str) -> None:
    """Add what the table of a round says as it was sent out; one query unless it is kept."""
    table = stored_table(version)
    row = next((row for row in table.rows if row.line.indicator.code == code), None)
    if row is None:
        return
    for place, column in enumerate(table.columns):
        if column.key.isdecimal():
            told.add(found.period_edtf, int(column.key), row, place)


def _cities(values: Mapping[int, Sequence[SeriesValue]]) -> list[CitySeries]:
    """Cities with their series, in the order of names; one query."""
    parties = Organization.objects.filter(pk__in=list(values)).select_related("territory")
    found = [
        CitySeries(column_key(one.pk), one.spoken_name, series_of(values[one.pk]))
        for one in parties
    ]
    return sorted(found, key=lambda one: (one.city, one.key))
