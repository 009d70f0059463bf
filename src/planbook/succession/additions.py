"""Editions that the last plan did not have: those that fall due, and those that wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planbook.dates import Period, Unscheduled
from planbook.findings import SourceRef
from planbook.plans import CellDraft, EventDraft, Grouping, PlanDraft
from planbook.plans.rereading import reread_row
from planbook.succession.history import HostState, Series, SeriesHistory, Turn, turn_in
from planbook.succession.hosts import OPEN_PLACE
from planbook.succession.numbers import edition_words, renumber
from planbook.succession.proposal import NextRow, RowWords, WaitingSeries
from planbook.text import format_roman


def waiting_series(series: Sequence[Series], year: int) -> tuple[WaitingSeries, ...]:
    """Return the series that do not fall due in a year, with the edition that comes and when."""
    found: dict[str, WaitingSeries] = {}
    for one in series:
        turn = turn_in(one, year)
        if turn is None or turn.is_due or turn.year < year or one.key in found:
            continue
        host = turn.known.host if turn.known and turn.known.state is HostState.DECIDED else ""
        text = edition_words(one.last_row, turn.number) if one.last_row else ""
        found[one.key] = WaitingSeries(
            one.name, turn.number, text or format_roman(turn.number), turn.year, host
        )
    return tuple(found.values())


def added_rows(
    frame: PlanDraft,
    period: Period,
    history: SeriesHistory,
    taken: Collection[str],
    rows: Sequence[NextRow],
) -> list[NextRow]:
    """Return the rows with those of known series that fall due though the last plan lacks them.

    Only series whose step is known are asked: one edition alone promises nothing.
    """
    result = list(rows)
    for one in history.series:
        series = history.completed(one)
        if series.key in taken or not (series.step_years or series.learnt_step):
            continue
        turn = turn_in(series, period.start.year)
        if turn is None or not turn.is_due:
            continue
        section = _section(frame, series)
        if section is None:
            continue
        place = max((at + 1 for at, row in enumerate(result) if row.section == section), default=0)
        result.insert(place, _added(frame, section, series, turn))
    return result


def _section(frame: PlanDraft, series: Series) -> int | None:
    """Return the section the series stood in, else the last one that lists no cities."""
    plain = [index for index, one in enumerate(frame.sections) if one.grouping is not Grouping.LIST]
    same = [index for index in plain if frame.sections[index].heading == series.heading]
    found = same or plain
    return found[-1] if found else None


def _added(frame: PlanDraft, section: int, series: Series, turn: Turn) -> NextRow:
    host = turn.known.host if turn.known and turn.known.state is HostState.DECIDED else ""
    values = {"title": _title(series, turn), "place": host or OPEN_PLACE, "timing": ""}
    cells = [CellDraft(role, values.get(role, "")) for role, _ in frame.columns]
    model = EventDraft(values["title"], Unscheduled(), tuple(cells), SourceRef())
    row = reread_row(frame, frame.sections[section], model, cells)
    hints = ["в прошлом плане этой серии не было: она проводится не каждый раз"]
    if series.last_row is not None:
        hints.append(f"прежний срок: {' '.join(series.last_row.timing.text.split())}")
    hints.append(f"принимает {host}: решение принято" if host else "нужен город")
    words = RowWords(row, tuple(hints))
    return NextRow(lambda: words, None, section, number=turn.number)


def _title(series: Series, turn: Turn) -> str:
    if series.last_row is not None and series.last_row.edition_text:
        return renumber(series.last_row.title, series.last_row, turn.number)
    name = series.name
    return f"{format_roman(turn.number)} {name[:1].lower()}{name[1:]}"
