"""The periods a plan can be continued to, nearest first."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.planning.models import Plan
from planbook.dates import Period, PeriodError, PeriodKind
from planbook.succession.wording import period_name

_YEARS = 3


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period to choose; `plan` is the plan that the owner has for it already."""

    period: Period
    label: str
    is_chosen: bool
    plan: Plan | None


def period_choices(plan: Plan, wanted: str) -> list[PeriodChoice]:
    """Return the periods after a plan of the same length; half-years and quarters one by one.

    The first choice of a half-year is the same half of the next year: its rows are the same.
    """
    source = Period.from_edtf(plan.period_edtf)
    offered = [Period.from_edtf(text) for text in _after(source)]
    chosen = _read(wanted)
    if chosen is None or chosen not in offered:
        chosen = _usual(source, offered)
    existing = {
        one.period_edtf: one
        for one in plan.owner.plans.filter(
            kind=plan.kind, period_edtf__in=[one.edtf for one in offered]
        )
    }
    return [
        PeriodChoice(one, period_name(one), one == chosen, existing.get(one.edtf))
        for one in offered
    ]


def _after(source: Period) -> list[str]:
    year = source.start.year
    match source.kind:
        case PeriodKind.YEAR:
            return [str(year + step) for step in range(1, _YEARS + 1)]
        case PeriodKind.HALF_YEAR | PeriodKind.QUARTER:
            first, count = (40, 2) if source.kind is PeriodKind.HALF_YEAR else (33, 4)
            place = int(source.edtf[5:7]) - first
            steps = range(place + 1, place + count + 1)
            return [f"{year + step // count}-{first + step % count}" for step in steps]
        case PeriodKind.MONTH:
            steps = range(source.start.month, source.start.month + 12)
            return [f"{year + step // 12}-{step % 12 + 1:02}" for step in steps]
    start, end = source.start, source.end
    return [
        f"{start.year + step:04}-{start.month:02}/{end.year + step:04}-{end.month:02}"
        for step in range(1, _YEARS + 1)
    ]


def _usual(source: Period, offered: list[Period]) -> Period:
    same = [
        one
        for one in offered
        if (one.start.month, one.start.year) == (source.start.month, source.start.year + 1)
    ]
    return same[0] if same else offered[0]


def _read(text: str) -> Period | None:
    try:
        return Period.from_edtf(text[:40]) if text else None
    except PeriodError:
        return None
