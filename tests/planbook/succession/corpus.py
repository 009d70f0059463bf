"""Plans of the corpus and what the report of 2024 tells of series, entered by hand."""

from functools import cache

from tests.factories.gold import CORPUS, SLUGS

from planbook.cli.reading import read
from planbook.dates import Period
from planbook.plans import PlanDraft
from planbook.succession import (
    HostState,
    KnownEdition,
    NextPlan,
    NextRow,
    Series,
    SeriesHistory,
    next_plan,
)


@cache
def plan(code: str) -> PlanDraft:
    return read(CORPUS / SLUGS[code] / "source.txt")


ART = Series(
    "Межрегиональная выставка детского изобразительного творчества учащихся ДХШ и ДШИ",
    "межрегиональный выставка детский изобразительный творчество учиться дхш и дши",
    (KnownEdition(29, 2024, HostState.HELD, "Тихвин"),),
)
SUMMER = Series(
    "Летняя Спартакиада Союза городов Центра и Северо-Запада России",
    "летний спартакиада союз город центр и северо запад россия",
    (KnownEdition(20, 2025, HostState.WITHDRAWN, "Великий Новгород", offers=("Иваново",)),),
)
WINTER = Series(
    "Зимняя Спартакиада Союза городов Центра и Северо-Запада России",
    "зимний спартакиада союз город центр и северо запад россия",
    (
        KnownEdition(3, 2024, HostState.HELD, "Петрозаводск"),
        KnownEdition(4, 2026, HostState.DECIDED, "Сыктывкар"),
    ),
)
REPORT_2024 = SeriesHistory((ART, SUMMER, WINTER))


def proposal(code: str, period: str, history: SeriesHistory | None = None) -> NextPlan:
    return next_plan(plan(code), Period.from_edtf(period), history)


def row_named(found: NextPlan, words: str) -> NextRow:
    (row,) = [one for one in found.rows if words in one.row.title]
    return row


def cells(one: NextRow) -> dict[str, str]:
    return {cell.role: " ".join(cell.text.split()) for cell in one.row.cells}
