"""Scenarios 30 and 31: the next half-year of a region, the plan of 2025 of a union."""

import time
from dataclasses import replace

import pytest
from tests.planbook.succession.corpus import (
    REPORT_2024,
    cells,
    plan,
    proposal,
    row_named,
)

from planbook.dates import Period, TimingKind
from planbook.matching import RowIdentity, match_rows, placed_rows
from planbook.plans import PlanDraft
from planbook.plans.series import series_key
from planbook.succession import SeriesHistory, WaitingSeries, draft_of, next_plan
from planbook.text import clean_spaces

pytestmark = pytest.mark.core

EXACT = {TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS}


def identities(draft: PlanDraft) -> list[RowIdentity]:
    return [RowIdentity.of(one.row, one.section) for one in placed_rows(draft)]


def test_the_next_half_year_of_a_region_continues_seven_rows_of_the_real_one() -> None:
    made, real = draft_of(proposal("S004", "2023-41")), plan("S003")

    matches = match_rows(identities(made), identities(real))

    rows, others = placed_rows(made), placed_rows(real)
    pairs = [(rows[one.before].row, others[one.after].row) for one in matches]
    assert [(old.number, new.number) for old, new in pairs] == [
        ("5", "1"), ("7", "3"), ("8", "4"), ("9", "5"), ("13", "18"), ("18", "26"), ("19", "27"),
    ]  # fmt: skip
    same = [
        old.number
        for old, new in pairs
        if [clean_spaces(one.text) for one in old.cells if one.role not in {"number", "timing"}]
        == [clean_spaces(one.text) for one in new.cells if one.role not in {"number", "timing"}]
    ]
    assert same == ["7", "8", "9"]


def test_the_next_half_year_moves_its_own_years_only() -> None:
    found = proposal("S004", "2023-41")

    assert found.frame.title == (
        "План мероприятий в сфере межрегионального сотрудничества на II полугодие 2023 года"
    )
    assert found.frame.period == "2023-41"
    assert [cells(one)["timing"] for one in found.rows[6:9]] == ["II полугодие 2023 года"] * 3
    assert found.rows[4].row.title.endswith("«Золотая осень - 2023»")
    assert cells(found.rows[3])["timing"] == "III-IV квартал 2023 года"
    assert found.rows[13].row.title == (
        "Участие во всероссийской научной конференции «Восьмые Гротовские чтения»"
    )
    assert cells(found.rows[9])["place"] == cells(found.rows[9])["place"]
    assert {one.row.places for one in found.rows} == {one.places for one in plan("S004").items()}


def test_the_plan_of_2025_has_the_ordinals_that_fall_due() -> None:
    found = proposal("S000", "2025", REPORT_2024)

    titles = [one.row.title for one in found.proposed]
    assert (
        "XXX Межрегиональная выставка детского изобразительного творчества учащихся ДХШ и ДШИ"
        in (titles)
    )
    assert "XX летняя Спартакиада Союза городов Центра и Северо-Запада России" in titles
    assert "XXIV Всероссийский конкурс юных художников «Синяя птица»" in titles
    assert not any("зимняя" in title.lower() for title in titles)
    assert found.waiting == (
        WaitingSeries(
            "Зимняя Спартакиада Союза городов Центра и Северо-Запада России",
            4, "IV", 2026, "Сыктывкар",
        ),
    )  # fmt: skip


def test_without_the_report_the_ordinals_are_only_counted_on() -> None:
    found = proposal("S000", "2025")

    assert row_named(found, "летняя Спартакиада").row.title.startswith("XXI летняя")
    assert found.waiting == ()


def test_the_host_of_the_summer_games_is_open_and_candidates_are_named() -> None:
    games = row_named(proposal("S000", "2025", REPORT_2024), "летняя Спартакиада")

    assert cells(games) == {
        "title": "· XX летняя Спартакиада Союза городов Центра и Северо-Запада России",
        "place": "место уточняется",
        "timing": "август",
    }
    assert [place.locality for place in games.row.places] == [""]
    assert games.hints == (
        "№ 20 на 2025 год записан в серии",
        "в 2023 году 25–27 августа, пт–вс; в 2025 году те же дни недели — 29–31 августа",
        "место в 2023 году: Вологда",
        "Великий Новгород: кандидатура отозвана, нужен город",
        "предлагали принять: Иваново",
    )


def test_day_exact_rows_arrive_as_months_with_a_hint_of_the_same_weekend() -> None:
    found = proposal("S000", "2025", REPORT_2024)

    days = [one for one in found.rows if one.before and one.before.timing.kind in EXACT]
    assert len(days) == 17
    assert {one.row.timing.kind for one in days} == {TimingKind.MONTH, TimingKind.MONTH_RANGE}
    # One lasts 32 days (an open remark of the old plan): it has no weekend.
    assert sum("те же дни недели" in " ".join(one.hints) for one in days) == 16
    assert row_named(found, "Синяя птица").hints == (
        "в 2023 году 18–19 марта, сб–вс; в 2025 году те же дни недели — 15–16 марта",
    )


def test_exchanges_and_open_dates_are_carried_over_as_they_are() -> None:
    found = proposal("S000", "2025", REPORT_2024)

    exchanges = [one for one in found.rows if one.section == 4]
    assert [cells(one) for one in exchanges] == [
        {cell.role: " ".join(cell.text.split()) for cell in row.cells}
        for row in plan("S000").sections[4].items
    ]
    assert cells(row_named(found, "«Туризм»"))["timing"] == "по согласованию"


def test_two_hundred_rows_are_proposed_in_a_second() -> None:
    old = plan("S000")
    many = replace(old, sections=tuple(replace(one, items=one.items * 5) for one in old.sections))
    next_plan(old, Period.from_edtf("2024"))
    start = time.process_time()

    found = next_plan(many, Period.from_edtf("2024"), SeriesHistory(earlier=(old,)))

    assert len(found.rows) == 210
    assert time.process_time() - start < 2


def test_the_keys_of_the_test_data_are_those_of_the_rows() -> None:
    keys = {series_key(row) for row in plan("S000").items() if row.edition}

    assert {one.key for one in REPORT_2024.series[:2]} <= keys
