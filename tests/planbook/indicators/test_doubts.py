"""What is doubted in an answer, what is believed, and what blocks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.factories.comparison import (
    LAST_HEAD,
    make_answer,
    make_form,
    make_price,
    make_repeated_form,
    make_table,
)

from planbook.findings import Severity
from planbook.indicators import (
    Aggregation,
    Answer,
    Cell,
    CellValue,
    Doubt,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    LineCheck,
    MissingReason,
    Question,
    Unit,
    UnitKind,
    doubts,
    round_medians,
    table_doubts,
)
from planbook.indicators.value_doubts import Expected, value_doubt

pytestmark = pytest.mark.core

RENT = make_price("rent", name="Ставка аренды", unit=Unit(UnitKind.MONEY, "руб."), decimals=3)
WATER = make_price(minimum=Decimal(5), maximum=Decimal(500))
BUDGET = make_price("budget", unit=Unit(UnitKind.MONEY, "тыс. руб."))
SHARE = make_price("share", unit=Unit(UnitKind.SHARE, "%"), decimals=1)
SCHOOLS = make_price("schools", unit=Unit(UnitKind.COUNT, "ед."), decimals=0)
PEOPLE = make_price("people", unit=Unit(UnitKind.COUNT, "чел."), decimals=0)
BALANCE = make_price("balance", unit=Unit(UnitKind.MONEY, "тыс. руб."), minimum=Decimal(-(10**9)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def code_of(
    indicator: Indicator, number: str, last: str | None = None, median: str | None = None
) -> str | None:
    expected = Expected(
        None if last is None else CellValue(number=Decimal(last)),
        None if median is None else Decimal(median),
    )
    found = value_doubt(Decimal(number), indicator, expected)
    return None if found is None else found.code


@pytest.mark.parametrize(
    ("indicator", "number", "last", "median", "code"),
    [
        # the row of a regional comparison that had 1,170 beside 110,450 roubles
        (RENT, "1.170", None, "110.450", "doubt.slip"),
        (RENT, "110.450", None, "1.170", "doubt.slip"),
        (RENT, "1170", "110450", None, "doubt.slip"),
        (RENT, "110450", "1170", "112000", "doubt.last_slip"),
        (RENT, "1170", "110450", "112000", "doubt.slip"),
        # tens, hundreds, thousands against the last round
        (WATER, "321.5", "32.15", None, "doubt.slip"),
        (WATER, "3215", "32.15", None, "doubt.slip"),
        (WATER, "32150", "32.15", None, "doubt.slip"),
        (WATER, "0.03215", "32.15", None, "doubt.slip"),
        (BUDGET, "1850000000", "1850000", None, "doubt.slip"),
        (BUDGET, "1.85", "1850000", None, "doubt.slip"),
        # roubles for thousands where the city has no value of its own yet
        (BUDGET, "1850000000", None, "2000000", "doubt.slip"),
        (BUDGET, "18500000", None, "2000000", None),  # just a larger city
        (BUDGET, "20000", None, "2000000", None),  # just a smaller city
        # the same slip as last time, against everybody
        (WATER, "321.5", "320", "32.15", "doubt.slip"),
        (BUDGET, "185000000", "180000000", "2000000", None),  # always been so large
        # jumps
        (WATER, "33.60", "32.15", None, None),
        (WATER, "32.15", "32.15", None, None),
        (WATER, "60", "32.15", None, "doubt.jump"),
        (WATER, "16", "32.15", None, "doubt.jump"),
        (BUDGET, "3000000", "1850000", None, None),
        (BUDGET, "4000000", "1850000", None, "doubt.jump"),
        (SCHOOLS, "5", "2", None, None),
        (SCHOOLS, "50", "21", None, "doubt.jump"),
        # the median of the other cities
        (WATER, "60", None, "32.15", None),
        (WATER, "170", None, "32.15", "doubt.median"),
        (WATER, "490", None, "32.15", "doubt.median"),
        (PEOPLE, "300000", None, "2000", None),
        # shares
        (SHARE, "0.45", "45", None, "doubt.slip"),
        (SHARE, "0.45", None, "44", "doubt.slip"),
        (SHARE, "3.0", None, "0.2", None),
        (SHARE, "12", "4.5", None, None),
        (SHARE, "40", "12", None, "doubt.jump"),
        (SHARE, "104.5", None, None, "doubt.share"),
        (SHARE, "0.453", None, None, "doubt.fraction"),
        (SHARE, "0.4", None, None, None),
        (replace(SHARE, maximum=Decimal(200)), "104.5", None, None, None),
        (make_price("s", unit=Unit(UnitKind.SHARE, "доля")), "104.5", None, None, None),
        # bounds
        (WATER, "4.99", None, None, "doubt.bounds"),
        (WATER, "5", None, None, None),
        (WATER, "500.01", None, None, "doubt.bounds"),
        # zero is a value, and may be a slip of the form
        (WATER, "0", "32.15", None, "doubt.bounds"),
        (RENT, "0", "32.15", None, "doubt.zero"),
        (RENT, "0", None, "32.15", "doubt.zero"),
        (RENT, "5", "0", None, None),
        (SCHOOLS, "0", "3", None, None),
        (PEOPLE, "0", None, "2000", None),
        # signs
        (RENT, "-5", "5", None, "doubt.sign"),
        (BALANCE, "-500", "500", None, None),
        (BALANCE, "-500", "-450", None, None),
    ],
)
def test_what_is_doubted_about_a_number(
    indicator: Indicator, number: str, last: str | None, median: str | None, code: str | None
) -> None:
    assert code_of(indicator, number, last, median) == code


@pytest.mark.parametrize(
    ("indicator", "number", "last", "median", "message"),
    [
        (
            RENT,
            "1.170",
            None,
            "110.450",
            "Похоже на ошибку в единице или запятой: значение примерно в 100 раз меньше, чем "
            "медиана других городов (110,45 руб.). Если имелось в виду 117 руб., исправьте; "
            "если верно, поясните.",
        ),
        (
            RENT,
            "110450",
            "1170",
            "112000",
            "Значение близко к другим городам, а в прошлый раз (1 170 руб.) было примерно в "
            "100 раз меньше. Похоже, ошибка была в прошлом раунде: попросите её исправить.",
        ),
        (
            WATER,
            "60",
            "32.15",
            None,
            "Значение в 1,9 раза больше, чем в прошлый раз (32,15 руб./куб. м). Проверьте; "
            "если верно, поясните.",
        ),
        (
            SHARE,
            "40",
            "12",
            None,
            "Значение на 28,0 процентного пункта больше, чем в прошлый раз (12 %). Проверьте; "
            "если верно, поясните.",
        ),
        (
            WATER,
            "707.3",
            None,
            "32.15",
            "Значение больше верхней границы (500 руб./куб. м). Проверьте; если верно, поясните.",
        ),
        (
            make_price(),
            "707.3",
            None,
            "32.15",
            "Значение примерно в 22 раза больше, чем медиана других городов "
            "(32,15 руб./куб. м). Проверьте; если верно, поясните.",
        ),
        (
            SHARE,
            "0.453",
            None,
            None,
            "Похоже на долю единицы. Если это 45,3 %, впишите в процентах; если верно, поясните.",
        ),
    ],
)
def test_the_words_of_doubts(
    indicator: Indicator, number: str, last: str | None, median: str | None, message: str
) -> None:
    expected = Expected(
        None if last is None else CellValue(number=Decimal(last)),
        None if median is None else Decimal(median),
    )

    found = value_doubt(Decimal(number), indicator, expected)

    assert found is not None
    assert plain(found.message) == message


def test_a_city_that_explained_its_price_is_not_asked_again() -> None:
    last = CellValue(number=Decimal(320), comment="Вода привозная")

    assert value_doubt(Decimal("321.5"), WATER, Expected(last, Decimal("32.15"))) is None


def test_a_warning_blocks_until_it_is_explained() -> None:
    form = make_form(WATER)
    silent = Answer("Шуя", {Cell("water"): CellValue(number=Decimal(600))})
    told = CellValue(number=Decimal(600), comment="Вода привозная")

    (warned,) = doubts(form, silent)
    (explained,) = doubts(form, Answer("Шуя", {Cell("water"): told}))

    assert (warned.is_explained, warned.is_blocking) == (False, True)
    assert (explained.is_explained, explained.is_blocking) == (True, False)


def test_an_empty_cell_blocks_and_a_reason_does_not() -> None:
    form = make_form(WATER, BUDGET)
    answer = make_answer("Шуя", {"budget": "ведение"})

    found = doubts(form, answer)

    assert found == (
        Doubt(
            Cell("water"),
            "doubt.required",
            Severity.ERROR,
            "«Холодная вода»: впишите значение или выберите, почему его нет. Ноль — тоже значение.",
        ),
    )
    assert found[0].is_blocking
    assert doubts(form, answer, is_final=False) == ()


def test_rows_that_are_not_required_or_are_computed_may_be_empty() -> None:
    lines = FormLine(WATER, is_required=False), FormLine(BUDGET, formula="2 * water")
    form = IndicatorForm("Тарифы", (FormSection("a", "А", lines),))

    assert doubts(form, Answer("Шуя")) == ()


def test_a_value_that_is_no_more_is_told_and_does_not_block() -> None:
    last = make_answer("Шуя", {"water": "32.15"})

    (found,) = doubts(make_form(WATER), make_answer("Шуя", {"water": "нд"}), last=last)

    assert (found.code, found.severity, found.is_blocking) == ("doubt.lost", Severity.INFO, False)
    assert plain(found.message) == "В прошлый раз было: 32,15 руб./куб. м, теперь нет данных."


def test_a_failed_relation_points_at_its_cells() -> None:
    checks = (
        LineCheck("schools <= people", "Школ не больше, чем жителей."),
        LineCheck("people > 0", "Жители есть.", Severity.ERROR),
    )
    form = make_form(SCHOOLS, PEOPLE, checks=checks)

    found = doubts(form, make_answer("Шуя", {"schools": "50", "people": "0"}))

    assert [(doubt.cell, doubt.related, doubt.code, doubt.severity) for doubt in found] == [
        (Cell("schools"), (Cell("people"),), "doubt.check", Severity.WARNING),
        (Cell("people"), (), "doubt.check", Severity.ERROR),
    ]
    assert plain(found[0].message) == "Школ не больше, чем жителей. Слева 50, справа 0."


def test_a_comment_at_any_cell_explains_a_relation() -> None:
    form = make_form(SCHOOLS, PEOPLE, checks=(LineCheck("schools < people", "Школ мало."),))
    people = CellValue(number=Decimal(0), comment="Посёлок расселён")

    (found,) = doubts(
        form,
        Answer("Шуя", {Cell("schools"): CellValue(number=Decimal(50)), Cell("people"): people}),
    )

    assert (found.is_explained, found.is_blocking) == (True, False)


def test_a_computed_row_is_explained_at_what_it_is_computed_from() -> None:
    share = replace(SHARE, maximum=Decimal(50))
    lines = FormLine(SCHOOLS), FormLine(PEOPLE), FormLine(share, formula="100 * schools / people")
    form = IndicatorForm("Тарифы", (FormSection("a", "А", lines),))
    answer = make_answer("Шуя", {"schools": "60", "people": "100"})
    commented = CellValue(number=Decimal(60), comment="Так и есть")

    (found,) = doubts(form, answer)
    (explained,) = doubts(
        form, replace(answer, values={**answer.values, Cell("schools"): commented})
    )

    assert (found.cell, found.code) == (Cell("share"), "doubt.bounds")
    assert found.related == (Cell("schools"), Cell("people"))
    assert (found.is_blocking, explained.is_blocking) == (True, False)


def test_copies_are_compared_with_those_of_the_same_name() -> None:
    form = make_repeated_form(make_price("heat"))
    last = Answer(
        "Шуя",
        {
            Cell("heat", 0): CellValue(number=Decimal(100)),
            Cell("heat", 1): CellValue(number=Decimal(2000)),
        },
        {"heat": ("Котельная", "ТЭЦ")},
    )
    answer = Answer(
        "Шуя",
        {
            Cell("heat", 0): CellValue(number=Decimal(2010)),
            Cell("heat", 1): CellValue(number=Decimal(1000)),
            Cell("heat", 2): CellValue(number=Decimal(9)),
        },
        {"heat": ("ТЭЦ", "Котельная", "Новый")},
    )

    found = doubts(form, answer, last=last)

    assert [(doubt.cell, doubt.code) for doubt in found] == [(Cell("heat", 1), "doubt.slip")]


def test_a_repeated_section_wants_copies_with_names_and_values() -> None:
    form = make_repeated_form(make_price("heat"))
    one = CellValue(number=Decimal(1))
    answer = Answer("Шуя", {Cell("heat", 1): one}, {"heat": ("ТЭЦ",)})
    many = Answer(
        "Шуя",
        {Cell("heat", copy): one for copy in range(6)},
        {"heat": tuple(f"П{copy}" for copy in range(6))},
    )

    assert [(found.cell, found.code) for found in doubts(form, Answer("Шуя"))] == [
        (Cell("heat"), "doubt.required")
    ]
    assert [(found.cell, found.code) for found in doubts(form, answer)] == [
        (Cell("heat", 1), "doubt.unnamed"),
        (Cell("heat", 0), "doubt.required"),
    ]
    assert [found.message for found in doubts(form, many)] == [
        "В разделе «Тепло» записей 6, а бывает не больше 5. Уберите лишние."
    ]


def test_questions_want_an_answer_that_fits() -> None:
    questions = (
        Question("problems", "Что мешает?", is_required=True),
        Question("plans", "Что дальше?", max_length=3),
    )
    form = make_form(questions=questions)

    found = doubts(form, Answer("Шуя", texts={"problems": " ", "plans": "Строим"}))

    assert found == (
        Doubt(
            None,
            "doubt.question",
            Severity.ERROR,
            "Ответьте на вопрос «Что мешает?».",
            "problems",
        ),
        Doubt(
            None,
            "doubt.long",
            Severity.ERROR,
            "Ответ на вопрос «Что дальше?» длиннее 3 знаков. Сократите его или приложите файл.",
            "plans",
        ),
    )


def test_medians_are_of_rows_that_enough_cities_have_answered() -> None:
    form = make_form(WATER, BUDGET)
    answers = [
        make_answer("А", {"water": "10", "budget": "1"}),
        make_answer("Б", {"water": "20", "budget": "нд"}),
        make_answer("В", {"water": "60", "budget": "2"}),
    ]

    assert round_medians(form, answers) == {"water": Decimal(20)}


def test_a_round_tells_whose_value_stands_out() -> None:
    cells = {"Вологда": "110.450", "Шуя": "1.170", "Псков": "98.300", "Тверь": "121.000"}

    found = table_doubts(make_table(RENT, cells))

    assert {key: [doubt.code for doubt in told] for key, told in found.items()} == {
        "Шуя": ["doubt.slip"]
    }


def test_two_cities_alone_are_both_doubted() -> None:
    found = table_doubts(make_table(RENT, {"Вологда": "110.450", "Шуя": "1.170"}))

    assert sorted(found) == ["Вологда", "Шуя"]


def test_a_round_is_compared_with_the_last_where_the_indicator_is_the_same() -> None:
    before = make_table(BUDGET, {"Шуя": "1000"}, LAST_HEAD)

    same = table_doubts(make_table(BUDGET, {"Шуя": "2500"}), before)
    other = table_doubts(make_table(replace(BUDGET, version=2), {"Шуя": "2500"}), before)

    assert [doubt.code for doubt in same["Шуя"]] == ["doubt.jump"]
    assert other == {}


def test_empty_cells_of_a_round_are_no_doubts() -> None:
    assert table_doubts(make_table(WATER, {"Шуя": "?", "Псков": "нд"})) == {}


def test_reasons_are_never_doubted_as_numbers() -> None:
    answer = Answer("Шуя", {Cell("water"): CellValue(missing=MissingReason.NO_DATA)})

    assert doubts(make_form(WATER), answer, medians={"water": Decimal(30)}) == ()


def test_a_sum_of_cities_is_sized_by_the_city() -> None:
    added_up = replace(WATER, minimum=None, maximum=None, aggregation=Aggregation.SUM)

    assert code_of(added_up, "3215", None, "32.15") is None
    assert code_of(WATER, "3215", None, "32.15") == "doubt.slip"


def test_suppliers_that_never_had_names_are_compared_by_their_place() -> None:
    form = make_repeated_form(make_price("heat"))
    last = Answer("Шуя", {Cell("heat", 1): CellValue(number=Decimal(2000))})
    answer = Answer("Шуя", {Cell("heat", 1): CellValue(number=Decimal("20.1"))})

    found = doubts(form, answer, last=last, is_final=False)

    assert [(doubt.cell, doubt.code) for doubt in found] == [(Cell("heat", 1), "doubt.slip")]


def test_words_are_not_doubted_as_numbers() -> None:
    remark = make_price("remark", unit=Unit(UnitKind.TEXT))
    last = make_answer("Шуя", {"remark": "=по договору"})

    assert doubts(make_form(remark), make_answer("Шуя", {"remark": "=нет"}), last=last) == ()
