"""Series, stale rows, hosts and lists of the next plan, on rows of the corpus and small plans."""

from dataclasses import replace

import pytest
from tests.factories.drafts import VOLOGDA, day, plan, row, section
from tests.planbook.succession.corpus import WINTER, cells, proposal, row_named
from tests.planbook.succession.corpus import plan as of_corpus

from planbook.anniversaries import shipped_cities
from planbook.checks import shipped_history
from planbook.dates import Period
from planbook.plans import Involvement, extract_plan
from planbook.readers import read_document
from planbook.succession import (
    HostState,
    KnownEdition,
    Series,
    SeriesHistory,
    Turn,
    draft_of,
    next_plan,
    turn_in,
)

pytestmark = pytest.mark.core

YEAR_2024 = Period.from_edtf("2024")


def test_a_number_used_up_before_is_not_counted_on() -> None:
    found = next_plan(of_corpus("S002"), YEAR_2024, SeriesHistory(shipped=shipped_history()))

    assert row_named(found, "урбанистическом").row.title == (
        "Участие в XIII Московском международном урбанистическом форуме"
    )
    assert row_named(found, "урбанистическом").hints == ("X — 2021 год, поэтому XIII",)
    assert row_named(found, "Стратегическое").row.title.startswith("Участие в XXII ")


def test_other_ordinals_of_a_title_move_too_and_are_told() -> None:
    found = proposal("S002", "2024")

    session = found.rows[0]
    assert session.row.title == (
        "XXX сессия МАГ «XXI век – время Умных городов!» Итоги XVI Международного "
        'смотра-конкурса городских практик городов СНГ и ЕАЭС "Город, где хочется жить"'
    )
    assert session.hints[0] == "увеличен и другой номер в названии (XV): проверьте"
    assert cells(session)["place_timing"] == "место уточняется май"
    assert session.hints[-1] == "место в 2023 году: Хабаровск"


def test_the_city_of_the_owner_stays_where_it_is() -> None:
    found = proposal("S002", "2024")

    assert cells(row_named(found, "Конференция представителей СМИ"))["place_timing"] == (
        "Москва февраль"
    )


@pytest.mark.parametrize(
    ("code", "words", "reason"),
    [
        ("S002", "25 лет МАГ", "названа годовщина «25 лет»: она была в 2023 году"),
        ("S003", "85-летию", "названа годовщина «85-летию»: она была в 2023 году"),
        ("S003", "230-летию", "названа годовщина «230-летию»: она была в 2023 году"),
    ],
)
def test_named_anniversaries_are_stale(code: str, words: str, reason: str) -> None:
    found = proposal(code, "2024" if code == "S002" else "2024-41")
    stale = row_named(found, words)

    assert (stale.is_due, stale.is_stale, stale.reason) == (True, True, reason)
    assert sum(one.is_stale for one in found.rows) == (1 if code == "S002" else 2)


def test_rows_that_no_earlier_plan_had_are_marked_once_there_are_earlier_plans() -> None:
    history = SeriesHistory(earlier=(of_corpus("S004"),))
    found = proposal("S003", "2024-41", history)

    kept = [one.row.number for one in found.rows if not one.is_stale]
    # Lasting work and numbered series come again; the rest must have been there before.
    assert kept == ["1", "2", "3", "4", "5", "6", "8", "12", "14", "18", "26", "27"]
    assert found.rows[24].reason == (
        "в прежних планах (II полугодие 2022 года) такой строки не было"
    )


def test_preparing_a_later_event_moves_its_year_and_its_number() -> None:
    found = proposal("S003", "2024-41")

    assert row_named(found, "Подготовка").row.title.startswith(
        "Подготовка к проведению в январе 2025 года IV Международных образовательных чтений"
    )


def test_months_outside_the_other_half_of_the_year_are_left_out() -> None:
    found = proposal("S003", "2024-40")

    assert found.frame.title.endswith("на I полугодие 2024 года")
    assert [one.row.number for one in found.proposed] == ["2", "3", "4", "5", "6", "15", "16", "19"]
    assert found.rows[0].reason == "срок «октябрь 2023 года» не приходится на этот период"


def test_lists_of_cities_are_made_anew() -> None:
    found = next_plan(of_corpus("S002"), YEAR_2024, cities=shipped_cities())

    lists = [one for one in found.rows if one.section in {2, 3}]
    strangers = [one.row.title for one in lists if one.is_stale]
    assert strangers == ["Архангельск", "Великий Новгород", "Волгоград"]
    capitals = [cells(one) for one in lists if one.section == 3]
    assert capitals[0] == {
        "number": "1.", "title": "Астана", "age": "26 лет", "timing": "6 июля",
    }  # fmt: skip
    assert [one["number"] for one in capitals] == [f"{n}." for n in range(1, 11)]
    assert lists[3].hints == (
        "день города ориентировочный",
        "в прежнем плане город назван «Нур-Султан»",
    )


def test_cities_known_as_members_are_not_marked() -> None:
    found = next_plan(of_corpus("S002"), YEAR_2024, cities=shipped_cities(), are_members=True)

    assert [one.row.title for one in found.rows if one.is_stale] == [
        "Международная конференция 25 лет МАГ «XXI век – время Умных городов!»"
    ]


def test_a_two_year_series_that_falls_due_is_added_with_its_decided_host() -> None:
    old = plan(section("Традиционные", row("Форум городов")), period="2025")
    found = next_plan(old, Period.from_edtf("2026"), SeriesHistory((WINTER,)))

    added = found.rows[-1]
    assert (added.index, added.number) == (None, 4)
    assert cells(added) == {
        "title": "IV зимняя Спартакиада Союза городов Центра и Северо-Запада России",
        "place": "Сыктывкар",
        "timing": "",
    }
    assert added.hints[-1] == "принимает Сыктывкар: решение принято"


@pytest.mark.parametrize(
    ("editions", "step", "year", "expected"),
    [
        (((19, 2023), (20, 2025)), None, 2025, (20, 2025, True)),
        (((19, 2023), (20, 2025)), None, 2026, (21, 2027, False)),
        (((19, 2023), (20, 2025)), None, 2027, (21, 2027, True)),
        (((3, 2024), (4, 2026)), None, 2025, (4, 2026, False)),
        (((5, 2020),), None, 2024, (9, 2024, True)),
        (((5, 2020),), 4, 2024, (6, 2024, True)),
        (((5, 2020),), 4, 2023, (6, 2024, False)),
        (((5, 2020),), None, 2019, (5, 2020, False)),
        (((19, 2021), (23, 2025)), None, 2024, (22, 2024, True)),
    ],
)
def test_the_turn_of_a_series(
    editions: tuple[tuple[int, int], ...],
    step: int | None,
    year: int,
    expected: tuple[int, int, bool],
) -> None:
    known = tuple(KnownEdition(number, when) for number, when in editions)

    turn = turn_in(Series("Игры", "игры", known, step), year)

    assert turn is not None
    assert (turn.number, turn.year, turn.is_due) == expected


def test_a_series_nobody_has_counted_has_no_turn() -> None:
    assert turn_in(Series("Игры", "игры"), 2025) is None


@pytest.mark.parametrize(
    ("state", "place", "hint"),
    [
        (HostState.DECIDED, "Череповец", "принимает Череповец: решение принято"),
        (HostState.OFFERED, "место уточняется", "предлагали принять: Череповец"),
        (HostState.WITHDRAWN, "место уточняется", "Череповец: кандидатура отозвана, нужен город"),
        (HostState.NEEDED, "место уточняется", "место в 2023 году: Вологда"),
    ],
)
def test_the_way_of_a_host(state: HostState, place: str, hint: str) -> None:
    old = plan(section("Традиционные", row("V слёт городов", edition=5, edition_text="V")))
    known = Series("Слёт", "слёт город", (KnownEdition(6, 2024, state, "Череповец"),))
    found = next_plan(old, YEAR_2024, SeriesHistory((replace(known, key="слет город"),)))

    assert cells(found.rows[0])["place"] == place
    assert found.rows[0].hints[-1] == hint


def test_supported_events_stay_in_their_city() -> None:
    supported = row("Конкурс чтецов", day("9 июня", 6, 9), involvement=Involvement.SUPPORTED)
    found = next_plan(plan(section("Поддерживаем", supported)), YEAR_2024)

    assert cells(found.rows[0]) == {
        "title": "Конкурс чтецов", "place": VOLOGDA.text, "timing": "июнь",
    }  # fmt: skip


def test_chosen_rows_make_a_draft_numbered_anew() -> None:
    found = proposal("S003", "2024-41")
    draft = draft_of(found, {0, 1, 27})

    assert [(one.number, one.cell("number").text) for one in draft.items()] == [  # type: ignore[union-attr]
        ("1", "1."), ("2", "2."), ("3", "3."),
    ]  # fmt: skip
    assert len(draft.sections) == 3
    assert (draft.stamp, draft.approval, draft.signature) == ("Проект", (), ())


def test_a_plan_without_a_period_is_refused() -> None:
    with pytest.raises(ValueError, match="period"):
        next_plan(replace(plan(), period=None), YEAR_2024)


def test_a_series_that_has_ended_brings_no_edition() -> None:
    text = "План на 2023 год\n\nМероприятие\tСрок\nXIX слёт городов\tавгуст\nФорум\tмай"
    old = extract_plan(read_document(text.encode(), file_name="план.txt"))
    ended = Series("Слёт городов", "слет город", until_year=2023)

    found = next_plan(old, YEAR_2024, SeriesHistory(series=(ended,)))
    lasting = next_plan(old, YEAR_2024, SeriesHistory(series=(replace(ended, until_year=2024),)))

    assert [(one.is_due, one.reason) for one in found.rows] == [
        (False, "серия завершена: последний год — 2023"),
        (True, ""),
    ]
    assert (found.waiting, [one.is_due for one in lasting.rows]) == ((), [True, True])


def test_an_edition_after_the_end_is_not_waited_for() -> None:
    games = Series("Слёт", "слет", (KnownEdition(4, 2024),), step_years=2, until_year=2025)

    assert (turn_in(games, 2025), turn_in(replace(games, until_year=2026), 2025)) == (
        None,
        Turn(5, 2026, is_due=False, known=None, base=KnownEdition(4, 2024)),
    )
