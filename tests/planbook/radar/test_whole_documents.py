"""Everything the radar tells of the four plans, on days before and inside their periods."""

from datetime import date

import pytest
from tests.factories.gold import CORPUS, SLUGS

from planbook.cli.reading import read
from planbook.dates import Period
from planbook.radar import RadarRow, clashes

pytestmark = pytest.mark.core


def rows_of(code: str) -> list[RadarRow]:
    plan = read(CORPUS / SLUGS[code] / "source.txt")
    period = Period.from_edtf(plan.period or "")
    pairs = [(section, row) for section in plan.sections for row in section.items]
    return [
        RadarRow.of(row, section, key=(code, number), plan=code, owner=plan.owner, period=period)
        for number, (section, row) in enumerate(pairs, start=1)
    ]


ROWS = {code: rows_of(code) for code in ("S000", "S002", "S003", "S004")}

# Said of the rows whenever they are asked about.
SHARED = {
    "S000": [
        # the section meets in Вологда in the month of the games of 25–27 August
        ("possible", "city", (12, 22)),
    ],
    "S002": [],
    "S003": [],
    "S004": [
        # athletics in September, the bard festival on 17–18 September
        ("possible", "city", (17, 11)),
        # festival of craftsmen in November, song contest on 18–19 November
        ("possible", "city", (13, 15)),
    ],
}
# Rows without a day on a day inside the period.
UNDATED = {
    ("S000", date(2023, 4, 10)): [8, 9, 10, 11, 29],
    ("S000", date(2023, 11, 20)): [11, 19, 20],
    ("S000", date(2024, 2, 1)): [],
    ("S002", date(2023, 4, 10)): [5],
    ("S003", date(2023, 9, 1)): [1, 7, 8, 9, 10, 11, 25, 26],
    ("S004", date(2022, 7, 20)): [1, 2, 3, 4, 17],
}


@pytest.mark.parametrize("code", sorted(SHARED))
def test_what_clashes_in_a_plan(code: str) -> None:
    found = [
        (one.certainty.value, one.kind.value, tuple(key[1] for key in one.keys))  # type: ignore[index]
        for one in clashes(ROWS[code])
    ]

    assert found == SHARED[code]


@pytest.mark.parametrize(("code", "today"), sorted(UNDATED))
def test_which_rows_lack_a_date(code: str, today: date) -> None:
    found = [one for one in clashes(ROWS[code], today=today) if one.kind.value == "undated"]

    assert sorted(one.keys[0][1] for one in found) == UNDATED[code, today]  # type: ignore[index]


def test_the_plans_of_different_owners_do_not_disturb_each_other() -> None:
    every = [row for rows in ROWS.values() for row in rows]

    assert len(clashes(every)) == sum(len(found) for found in SHARED.values())


def test_the_words_of_a_clash_name_both_wordings() -> None:
    (found,) = clashes(ROWS["S000"])

    assert found.resource == "Вологда"
    assert found.message == (
        "Могут совпасть дни в одном городе (Вологда): „Заседание секции СГЦСЗР «Физическая "
        "культура и спорт»“ (август) и «XIX летняя Спартакиада Союза городов Центра и "
        "Северо-Запада России» (25-27 августа)."
    )


def test_the_words_of_a_gap() -> None:
    told = {
        one.keys[0][1]: one.message  # type: ignore[index]
        for one in clashes(ROWS["S000"], today=date(2023, 4, 10))
        if one.kind.value == "undated"
    }

    assert told[9] == (
        "„Заседание секции СГЦСЗР «Физическая культура и спорт»“: срок «май-июнь», до его начала "
        "меньше двух месяцев, а даты нет."
    )
    assert told[11].endswith("срок «по согласованию», период плана уже идёт, а даты нет.")
