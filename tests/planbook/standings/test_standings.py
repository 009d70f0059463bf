"""Places of teams: real tables, every kind of counting, equals, typed and pasted tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.standings import (
    Measure,
    Result,
    ScoringRule,
    Ties,
    read_standings,
    rule_from_dict,
    rule_to_dict,
    standings,
)

SPARTAKIADA = [
    Result("Вологда", points=Decimal(28)),
    Result("Петрозаводск", points=Decimal(34)),
    Result("Череповец", points=Decimal(29)),
]
RELAY = [
    Result("Иваново", points=Decimal("41.25")),
    Result("Псков", points=Decimal("39.5")),
    Result("Шуя"),
]


def said(results: list[Result], rule: ScoringRule) -> list[tuple[str, str]]:
    return [(line.place_text, line.team) for line in standings(results, rule)]


def test_points_of_the_winter_games() -> None:
    lines = standings(SPARTAKIADA, ScoringRule())

    assert [(line.place, line.team, line.why) for line in lines] == [
        (1, "Петрозаводск", "34 очка"),
        (2, "Череповец", "29 очков"),
        (3, "Вологда", "28 очков"),
    ]


def test_fewer_is_better_in_a_relay_and_no_result_is_no_place() -> None:
    rule = ScoringRule(is_lower_better=True)

    assert said(RELAY, rule) == [("1", "Псков"), ("2", "Иваново"), ("–", "Шуя")]
    assert [line.why for line in standings(RELAY, rule)] == [
        "39,5 очка", "41,25 очка", "нет результатов, которые считаются",
    ]  # fmt: skip


def test_medals_first() -> None:
    teams = [
        Result("Вологда", gold=2, silver=9),
        Result("Псков", gold=3),
        Result("Шуя", gold=2, silver=9, bronze=1),
    ]

    assert said(teams, ScoringRule(Measure.MEDALS)) == [
        ("1", "Псков"),
        ("2", "Шуя"),
        ("3", "Вологда"),
    ]
    assert sum(one.medals for one in teams) == 26


def test_places_become_points_and_only_the_best_count() -> None:
    table = tuple(map(Decimal, (20, 18, 16)))
    rule = ScoringRule(Measure.PLACE_POINTS, points_by_place=table, best=2)
    teams = [
        Result("Вологда", 1, discipline="лыжи"),
        Result("Вологда", 3, discipline="хоккей"),
        Result("вологда", 4, discipline="шашки"),
        Result("Псков", 2, discipline="лыжи"),
        Result("Псков", 1, discipline="хоккей"),
    ]

    lines = standings(teams, rule)

    assert [(line.team, line.total, line.why) for line in lines] == [
        ("Псков", Decimal(38), "38 очков"),
        ("Вологда", Decimal(36), "36 очков, в зачёте 2 из 3"),
    ]


def test_a_discipline_that_was_not_entered_counts_as_its_place() -> None:
    teams = [
        Result("Вологда", 3, discipline="лыжи"),
        Result("Вологда", 3, discipline="хоккей"),
        Result("Псков", 1, discipline="лыжи"),
    ]
    strict = ScoringRule(Measure.PLACE_SUM, missing_place=9)

    assert said(teams, ScoringRule(Measure.PLACE_SUM)) == [("1", "Псков"), ("2", "Вологда")]
    assert said(teams, strict) == [("1", "Вологда"), ("2", "Псков")]


@pytest.mark.parametrize(
    ("ties", "places"), [(Ties.SHARED, ["1–2", "1–2", "3"]), (Ties.SAME, ["1", "1", "3"])]
)
def test_equals_stand_by_name_and_are_told(ties: Ties, places: list[str]) -> None:
    teams = [Result("Шуя", points=Decimal(5)), Result("Псков", points=Decimal(5)),
             Result("Тверь", points=Decimal(4))]  # fmt: skip

    lines = standings(teams, ScoringRule(ties=ties))

    assert [line.place_text for line in lines] == places
    assert [line.team for line in lines] == ["Псков", "Шуя", "Тверь"]
    assert [line.place for line in lines] == [1, 1, 3]
    assert lines[0].why == "5 очков, поровну с другими"


def test_equals_are_told_apart_by_medals_or_by_first_places() -> None:
    teams = [
        Result("Псков", 2, Decimal(5), silver=1, discipline="лыжи"),
        Result("Шуя", 1, Decimal(5), gold=1, discipline="лыжи"),
    ]

    assert said(teams, ScoringRule()) == [("1", "Шуя"), ("2", "Псков")]
    assert said(teams, ScoringRule(by_medals=False)) == [("1", "Шуя"), ("2", "Псков")]


rules = st.builds(
    ScoringRule,
    measure=st.sampled_from(Measure),
    points_by_place=st.lists(st.decimals(0, 100, places=1), max_size=6).map(tuple),
    best=st.none() | st.integers(1, 5),
    is_lower_better=st.booleans(),
    ties=st.sampled_from(Ties),
    by_medals=st.booleans(),
    missing_place=st.none() | st.integers(1, 20),
)
results = st.lists(
    st.builds(
        Result,
        team=st.sampled_from(["Псков", "Шуя", "Тверь", "Вологда"]),
        place=st.none() | st.integers(1, 9),
        points=st.none() | st.decimals(0, 99, places=1),
        gold=st.integers(0, 3),
        discipline=st.sampled_from(["", "лыжи", "хоккей"]),
    ),
    max_size=12,
)


@given(results=results, rule=rules, data=st.data())
def test_order_depends_on_results_only(
    results: list[Result], rule: ScoringRule, data: st.DataObject
) -> None:
    lines = standings(results, rule)

    shuffled = data.draw(st.permutations(results))
    assert standings(shuffled, rule) == lines
    assert {line.team for line in lines} == {one.team for one in results}
    places = [line.place for line in lines if line.place is not None]
    assert places == sorted(places)
    assert [places.index(place) + 1 for place in places] == places


@given(rule=rules)
def test_a_rule_survives_storage(rule: ScoringRule) -> None:
    assert rule_from_dict(rule_to_dict(rule)) == rule


@pytest.mark.parametrize(
    "data",
    [
        {"measure": "beauty"},
        {"best": 0},
        {"best": "два"},
        {"missing_place": True},
        {"points_by_place": ["много"]},
        {"points_by_place": ["NaN"]},
        {"points_by_place": ["1"] * 1_001},
        {"ties": "dance"},
    ],
)
def test_a_wrong_rule_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the name of the key is the message
        rule_from_dict(data)


PASTED = """Место\tКоманда\tОчки\tЗолото
1\tПетрозаводск\t34\t12
2–3\tЧереповец\t28,5\t
2–3\tВологда\t28,5\t-

–\tПсков\t\t"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            PASTED,
            [(1, "Петрозаводск", "34", 12), (2, "Череповец", "28.5", 0), (2, "Вологда", "28.5", 0),
             (None, "Псков", None, 0)],
        ),
        (
            "1. Петрозаводск – 34\n2 место: Череповец (29 очков)\nIII место – Вологда",
            [(1, "Петрозаводск", "34", 0), (2, "Череповец", "29", 0), (3, "Вологда", None, 0)],
        ),
        ("1-2. Великий Новгород, 32 балла\n1-2. Шуя, 32 балла",
         [(1, "Великий Новгород", "32", 0), (1, "Шуя", "32", 0)]),
        ("1;Нарьян-Мар;34\n2;Старая Русса;29",
         [(1, "Нарьян-Мар", "34", 0), (2, "Старая Русса", "29", 0)]),
        ("Тверь\t5\nШуя\t4", [(None, "Тверь", "5", 0), (None, "Шуя", "4", 0)]),
        ("Команда;Очки\nТверь;5", [(None, "Тверь", "5", 0)]),
    ],
)  # fmt: skip
def test_tables_as_people_type_them(text: str, rows: list[tuple[object, ...]]) -> None:
    read = read_standings(text)

    said = [
        (one.place, one.team, None if one.points is None else str(one.points), one.gold)
        for one in read.results
    ]
    assert (said, read.faults) == (rows, ())


def test_faults_are_told_by_line_and_the_rest_is_kept() -> None:
    read = read_standings("1\tПсков\tмного\n2\tТверь\t5\n\n2\t\t4\n5\tШуя\t3\n6\tШуя\t2")

    assert [one.team for one in read.results] == ["Тверь", "Шуя", "Шуя"]
    assert [(one.line, one.message) for one in read.faults] == [
        (1, "Псков: «много» не число. Напишите число или оставьте пусто."),
        (4, "Нет названия команды. Допишите его или уберите строку."),
        (6, "Шуя: команда указана дважды."),
        (0, "Никто не занял место 1. Проверьте, все ли команды внесены."),
    ]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    read = read_standings(text)

    assert all(one.team for one in read.results)


def test_a_line_that_is_no_row_of_a_table_is_told_at_once() -> None:
    # Long runs of the same sign are what makes patterns slow.
    table = read_standings("а" + " " * 20_000 + "!\n" + "- " * 20_000 + "\n1. Вологда – 25")

    assert [one.team for one in table.results] == ["Вологда"]
    assert [(one.line, "длиннее" in one.message) for one in table.faults] == [(1, True), (2, True)]
