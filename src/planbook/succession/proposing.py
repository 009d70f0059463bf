"""From the last plan to the next one: every row moved, with what a person has to settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from planbook.anniversaries import City, city_key
from planbook.dates import Extent, Period, TimingKind
from planbook.plans import CellDraft, EventDraft, PlanDraft, SectionDraft
from planbook.plans.rereading import reread_row
from planbook.succession.additions import added_rows, waiting_series
from planbook.succession.framing import next_frame
from planbook.succession.history import (
    KnownEdition,
    Series,
    SeriesHistory,
    Turn,
    is_over,
    turn_in,
)
from planbook.succession.hosts import Hosting, next_host, place_text, seat_of
from planbook.succession.lists import is_city_list, listed_cities, next_list
from planbook.succession.numbers import (
    edition_words,
    move_other_numbers,
    other_numbers,
    renumber,
)
from planbook.succession.proposal import NextPlan, NextRow, RowWords
from planbook.succession.staleness import (
    anniversary_in,
    repeated_rows,
    single_reason,
    stale_reason,
)
from planbook.succession.weekdays import holiday_hint, is_short, same_days, weekday_hint
from planbook.succession.wording import (
    MonthStyle,
    month_words,
    move_parts,
    move_years,
    year_tail,
)

_DAYS = frozenset({TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS})
_LASTING = frozenset(
    {TimingKind.RECURRING, TimingKind.ONGOING, TimingKind.UNSCHEDULED, TimingKind.UNPARSED}
)
_MONTHS = 12


@dataclass(frozen=True)
class _Scene:
    """What all rows of one plan share."""

    plan: PlanDraft
    frame: PlanDraft
    source: Period
    target: Period
    history: SeriesHistory
    style: MonthStyle
    repeated: frozenset[int]
    seat: str

    @property
    def months(self) -> int:
        """How many months lie between the beginnings of both periods."""
        start, old = self.target.start, self.source.start
        return (start.year - old.year) * _MONTHS + start.month - old.month


@dataclass(frozen=True)
class _Placed:
    """A row, its place among all rows, its section, and the new plan around that section.

    `setting` is the frame cut down to the headings above the row and its own, which comes last:
    understanding a row need not look at all others.
    """

    row: EventDraft
    index: int
    section_index: int
    section: SectionDraft
    setting: PlanDraft


def next_plan(
    plan: PlanDraft,
    period: Period,
    history: SeriesHistory | None = None,
    *,
    cities: Sequence[City] = (),
    are_members: bool = False,
) -> NextPlan:
    """Propose the plan of another period from a plan.

    Editions of series get the number that falls due; series that do not are told apart in
    `waiting`. Days become the month, with the same days of the week as a hint; months, quarters
    and lasting times stay; years that are the period's own move. Cities that held an event are
    open again unless decided. Lists of cities are made anew from `cities`; those the old lists do
    not name are marked, unless all of `cities` `are_members` of the association.

    Raises:
        ValueError: the plan has no period.

    >>> from planbook.plans import extract_plan
    >>> from planbook.readers import read_document
    >>> text = "План на 2023 год\\n\\nМероприятие\\tСрок\\nXIX слёт городов\\t25-27 августа"
    >>> plan = extract_plan(read_document(text.encode(), file_name="план.txt"))
    >>> (row,) = next_plan(plan, Period.from_edtf("2025")).rows
    >>> row.row.title, row.row.timing.text
    ('XXI слёт городов', 'август')
    >>> row.hints
    ('в 2023 году 25–27 августа, пт–вс; в 2025 году те же дни недели — 29–31 августа',)
    """
    if not plan.period:
        raise ValueError("plan without a period")
    source, known = Period.from_edtf(plan.period), history or SeriesHistory()
    scene = _Scene(
        plan,
        next_frame(plan, source, period),
        source,
        period,
        known,
        MonthStyle.of(plan.items()),
        repeated_rows(plan, known.earlier) if known.earlier else frozenset(),
        seat_of(plan),
    )
    members = frozenset(city_key(one.name) for one in cities) if are_members else frozenset()
    rows = list(_rows(scene, cities, members | listed_cities(plan)))
    numbered = [(one, known.of_row(one, source.start.year)) for one in _editions(plan)]
    taken = frozenset(series.key for _, series in numbered)
    added = added_rows(scene.frame, period, known, taken, rows)
    waiting = waiting_series(
        [series for _, series in numbered] + [known.completed(one) for one in known.series],
        period.start.year,
    )
    return NextPlan(scene.frame, period, tuple(added), waiting)


def _editions(plan: PlanDraft) -> Iterator[EventDraft]:
    return (row for row in plan.items() if row.edition is not None and not row.preparation_of)


def _rows(scene: _Scene, cities: Sequence[City], members: frozenset[str]) -> Iterator[NextRow]:
    index = 0
    for number, section in enumerate(scene.plan.sections):
        new_section = scene.frame.sections[number]
        if cities and is_city_list(section):
            model = replace(new_section, items=section.items)
            yield from next_list(scene.frame, (number, index), model, cities, members)
        else:
            setting = _setting(scene, number)
            for place, row in enumerate(section.items, start=index):
                yield _next_row(scene, _Placed(row, place, number, section, setting))
        index += len(section.items)


def _setting(scene: _Scene, number: int) -> PlanDraft:
    """Return the frame with the headings above a section and the section itself."""
    chosen = [number]
    for above in range(number - 1, -1, -1):
        if scene.plan.sections[above].level < scene.plan.sections[chosen[0]].level:
            chosen.insert(0, above)
    sections = (
        replace(scene.frame.sections[one], items=scene.plan.sections[one].items) for one in chosen
    )
    return replace(scene.frame, sections=tuple(sections))


def _next_row(scene: _Scene, placed: _Placed) -> NextRow:
    row = placed.row
    delta = _years_to(row, scene.source, scene.target)
    if delta is None:
        reason = f"срок «{_one_line(row.timing.text)}» не приходится на этот период"
        return _not_due(placed, reason)
    series, turn = _turn(scene, row, delta)
    if is_over(series, scene.target.start.year):
        return _not_due(placed, f"серия завершена: последний год — {series.until_year}")
    if turn is not None and not turn.is_due:
        reason = f"следующий выпуск — № {turn.number} в {turn.year} году"
        return _not_due(placed, reason, turn.number)
    return _due_row(scene, placed, delta, series, turn)


def _due_row(
    scene: _Scene, placed: _Placed, delta: int, series: Series, turn: Turn | None
) -> NextRow:
    reason = _stale(scene, placed)
    return NextRow(
        partial(_words, scene, placed, delta, series, turn),
        placed.index,
        placed.section_index,
        bool(reason),
        reason=reason,
        number=turn.number if turn else None,
        before=placed.row,
    )


def _words(
    scene: _Scene, placed: _Placed, delta: int, series: Series, turn: Turn | None
) -> RowWords:
    row = placed.row
    texts = {id(cell): cell.text for cell in row.cells}
    hints = [
        *_title_changes(scene, row, texts, delta, turn),
        *_timing_changes(scene, row, texts, delta),
        *_place_changes(scene, placed, texts, series, turn),
    ]
    return RowWords(_reread(placed, texts), tuple(one for one in hints if one))


def _not_due(placed: _Placed, reason: str, number: int | None = None) -> NextRow:
    return NextRow(
        partial(RowWords, placed.row),
        placed.index,
        placed.section_index,
        is_due=False,
        reason=reason,
        number=number,
        before=placed.row,
    )


def _turn(scene: _Scene, row: EventDraft, delta: int) -> tuple[Series, Turn | None]:
    """Return the series of a row and its next edition; the row's own year is that of its event."""
    year = scene.source.start.year
    if row.edition is None:
        return Series("", ""), None
    if row.preparation_of:
        target = row.target_timing.earliest if row.target_timing else None
        held = target.year if target else year
        series = Series("", "", (KnownEdition(row.edition, held),))
        return series, turn_in(series, held + delta)
    series = scene.history.of_row(row, year)
    return series, turn_in(series, scene.target.start.year)


def _title_changes(
    scene: _Scene, row: EventDraft, texts: dict[int, str], delta: int, turn: Turn | None
) -> Iterator[str]:
    cell = row.cell("title")
    if cell is None:
        return
    text = cell.text
    others = other_numbers(text, row)
    if others and delta:
        text = move_other_numbers(text, row, delta)
        names = ", ".join(words for words, _ in others)
        yield f"увеличен и другой номер в названии ({names}): проверьте"
    if turn is not None:
        text = renumber(text, row, turn.number)
        yield _number_hint(scene, row, turn)
        if named := anniversary_in(row.title):
            yield f"посвящение «{named}» относилось к {scene.source.start.year} году"
    if row.topic and row.body:
        yield "тема прежняя: впишите новую"
    if not stale_reason(row, scene.source) or turn is not None:
        text = move_years(text, scene.source, delta, ahead=bool(row.preparation_of))
    texts[id(cell)] = text


def _number_hint(scene: _Scene, row: EventDraft, turn: Turn) -> str:
    """Tell where the number comes from when it is not simply that of the old plan and one more."""
    if turn.known is not None:
        return f"№ {turn.number} на {turn.year} год записан в серии"
    base, own = turn.base, (row.edition, scene.source.start.year)
    if base is None or (base.number, base.year) == own:
        return ""
    printed = edition_words(row, base.number)
    return f"{printed} — {base.year} год, поэтому {edition_words(row, turn.number)}"


def _timing_changes(
    scene: _Scene, row: EventDraft, texts: dict[int, str], delta: int
) -> Iterator[str]:
    cell, timing = _timing_cell(row), row.timing
    words = timing.text
    if _is_day_exact(row) and timing.has_year:
        spans = same_days(timing.spans, delta)
        if not spans:
            return
        is_event = is_short(timing.spans)
        months = spans if is_event else timing.spans
        new = month_words(months, scene.style, year_tail(words, delta))
        if timing.extent is not Extent.WITHIN:
            yield weekday_hint(timing.spans, delta)
            yield holiday_hint(timing.spans, delta) if is_event else ""
        if timing.note:
            yield f"в прежнем плане у срока была помета «{_one_line(timing.note)}»"
    else:
        moved = move_parts(words, scene.months)
        new = move_years(moved, scene.source, delta, ahead=1)
    if cell is not None and words:
        texts[id(cell)] = texts[id(cell)].replace(words, new, 1)


def _place_changes(
    scene: _Scene, placed: _Placed, texts: dict[int, str], series: Series, turn: Turn | None
) -> Iterator[str]:
    row, year = placed.row, scene.source.start.year
    known = turn.known if turn else None
    plan = next_host(Hosting(row, placed.section.grouping, scene.seat, series), year, known)
    yield from plan.hints
    cell = row.cell("place") or row.cell("place_timing")
    if plan.words is None or cell is None:
        return
    if cell.role == "place":
        texts[id(cell)] = place_text(texts[id(cell)], plan.words)
    else:
        city = next((one.text for one in row.places if one.text in texts[id(cell)]), "")
        texts[id(cell)] = texts[id(cell)].replace(city, plan.words, 1) if city else texts[id(cell)]


def _stale(scene: _Scene, placed: _Placed) -> str:
    row = placed.row
    if row.edition is not None:
        return ""
    if reason := stale_reason(row, scene.source):
        return reason
    if placed.index in scene.repeated:
        return ""
    return single_reason(row, scene.history.earlier)


def _reread(placed: _Placed, texts: dict[int, str]) -> EventDraft:
    cells: list[CellDraft] = [
        cell if cell.text == texts[id(cell)] else replace(cell, text=texts[id(cell)])
        for cell in placed.row.cells
    ]
    return reread_row(placed.setting, placed.setting.sections[-1], placed.row, cells)


def _years_to(row: EventDraft, source: Period, target: Period) -> int | None:
    """Return by how many years a row moves into the period, None when its time lies outside."""
    plain = target.start.year - source.start.year
    first, last = row.timing.earliest, row.timing.latest
    if row.timing.kind in _LASTING or first is None or last is None:
        return plain
    if first <= source.start and last >= source.end:
        return plain
    choices = range(target.start.year - last.year, target.end.year - first.year + 1)
    for delta in sorted(choices, key=lambda one: abs(one - plain)):
        if _moved(first, delta) <= target.end and _moved(last, delta) >= target.start:
            return delta
    return None


def _moved(day: date, delta: int) -> date:
    return day.replace(year=day.year + delta, day=min(day.day, 28))


def _is_day_exact(row: EventDraft) -> bool:
    return row.timing.kind in _DAYS


def _timing_cell(row: EventDraft) -> CellDraft | None:
    words = row.timing.text
    by_role = row.cell("timing") or row.cell("place_timing")
    if by_role is not None and words in by_role.text:
        return by_role
    return next((cell for cell in row.cells if words and words in cell.text), None)


def _one_line(text: str) -> str:
    return " ".join(text.split())
