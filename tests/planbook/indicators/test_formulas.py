"""Computed rows and checks: what they give, what they refuse."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.findings import Severity
from planbook.indicators import (
    Aggregation,
    Cell,
    CellValue,
    FailedCheck,
    FormLine,
    FormSection,
    FormulaError,
    Indicator,
    IndicatorForm,
    LineCheck,
    MissingReason,
    Unit,
    UnitKind,
    computed,
    failed_checks,
    formula_findings,
    parse_formula,
)
from planbook.indicators.formula_grammar import evaluate

pytestmark = pytest.mark.core

NO_DATA = CellValue(missing=MissingReason.NO_DATA)
NOT_APPLICABLE = CellValue(missing=MissingReason.NOT_APPLICABLE)


def number(text: str) -> CellValue:
    return CellValue(number=Decimal(text))


def row(
    code: str, *, formula: str = "", decimals: int = 2, aggregation: Aggregation = Aggregation.NONE
) -> FormLine:
    indicator = Indicator(
        code,
        f"Строка {code}",
        Unit(UnitKind.QUANTITY, "куб. м"),
        decimals=decimals,
        aggregation=aggregation,
    )
    return FormLine(indicator, formula=formula)


def form_of(*lines: FormLine, checks: tuple[LineCheck, ...] = ()) -> IndicatorForm:
    return IndicatorForm("Вода", (FormSection("water", "Вода", lines),), checks=checks)


def suppliers(
    *lines: FormLine, totals: tuple[FormLine, ...] = (), checks: tuple[LineCheck, ...] = ()
) -> IndicatorForm:
    repeated = FormSection("by", "По поставщикам", lines, repeated_for="поставщик", max_copies=5)
    return IndicatorForm("Вода", (repeated, FormSection("all", "Всего", totals)), checks=checks)


# --- the language ---

UNDERSTOOD = [
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("10 - 3 - 2", "5"),
    ("100 / 10 / 5", "2"),
    ("2 * -3", "-6"),
    ("--3", "3"),
    ("-(1 + 2)", "-3"),
    ("0,5 + 0.25", "0.75"),
    ("6 × 2 ÷ 3", "4"),
    ("6 · 2 : 3", "4"),
    ("5 − 2 – 1", "2"),
    ("1\u00a0+\n1", "2"),
]


@pytest.mark.parametrize(("text", "value"), UNDERSTOOD)
def test_computes_as_at_school(text: str, value: str) -> None:
    assert evaluate(parse_formula(text).left, {}) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a", ("a",)),
        ("100 * loss.water_2 / (sold.water + loss.water_2)", ("loss.water_2", "sold.water")),
        ("price.1 + price.2", ("price.1", "price.2")),
        ("a + b <= c", ("a", "b", "c")),
        ("a ≤ c", ("a", "c")),
    ],
)
def test_names_the_rows_it_asks(text: str, codes: tuple[str, ...]) -> None:
    assert parse_formula(text).codes == codes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Формула пуста. Впишите, из каких строк она вычисляется."),
        ("   ", "Формула пуста. Впишите, из каких строк она вычисляется."),
        ("a +", "Формула «a +»: в конце не хватает числа или кода строки."),
        ("a b", "Формула «a b»: «b» стоит не на месте."),
        ("* a", "Формула «* a»: «*» стоит не на месте."),
        ("+ a", "Формула «+ a»: «+» стоит не на месте."),
        ("(a + b", "Формула «(a + b»: скобка не закрыта."),
        ("a + b)", "Формула «a + b)»: «)» стоит не на месте."),
        ("()", "Формула «()»: «)» стоит не на месте."),
        (
            "a <= b <= c",
            "Формула «a <= b <= c»: сравнение бывает одно, вне скобок и между частями.",
        ),
        ("(a = b)", "Формула «(a = b)»: скобка не закрыта."),
        (
            "сумма(a)",
            "Формула «сумма(a)»: не понято, начиная с «сумма(a)». Пишите коды строк, числа, "
            "знаки + - * / и скобки.",
        ),
    ],
)
def test_says_what_is_wrong_with_a_formula(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse_formula(text)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "2a",
        "a..b",
        "a.",
        ".a",
        "1.2.3",
        "1e5",
        "a ** b",
        "a // b",
        "a % b",
        "a != b",
        "a == b",
        "a; b",
        "a[0]",
        "a, b",
        "__import__('os')",
        "a\x00b",
        "тариф",
        "a" * 1001,
        "(" * 200 + "a" + ")" * 200,
        "-" * 200 + "a",
        "+".join(["a"] * 400),
        "9" * 19,
        "1 + " * 400 + "1",
        "\ud800",
    ],
)
def test_refuses_all_that_is_not_in_the_language(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_a_long_sum_is_within_the_limits() -> None:
    text = " + ".join(f"a{place}" for place in range(150))

    ones = {f"a{place}": Fraction(1) for place in range(150)}
    assert evaluate(parse_formula(text).left, ones) == 150


# --- computed rows ---

LOSSES = form_of(
    row("sold"),
    row("lost"),
    row("raised", formula="sold + lost"),
    row("share", formula="100 * lost / raised", decimals=1),
)


def test_computes_rows_from_typed_and_computed_ones() -> None:
    values = {Cell("sold"): number("2"), Cell("lost"): number("1.00")}

    assert computed(LOSSES, values) == {
        Cell("raised"): number("3.00"),
        Cell("share"): number("33.3"),
    }


def test_order_of_rows_in_the_form_does_not_matter() -> None:
    turned = form_of(*reversed(LOSSES.lines))
    values = {Cell("sold"): number("2"), Cell("lost"): number("1")}

    assert computed(turned, values) == computed(LOSSES, values)


def test_a_row_is_not_computed_before_all_its_operands_are_answered() -> None:
    assert computed(LOSSES, {Cell("sold"): number("2")}) == {}
    assert computed(LOSSES, {}) == {}


def test_a_missing_operand_gives_a_missing_result_with_its_reason() -> None:
    values = {Cell("sold"): number("2"), Cell("lost"): NOT_APPLICABLE}

    assert computed(LOSSES, values) == {
        Cell("raised"): CellValue(
            missing=MissingReason.NOT_APPLICABLE,
            comment="Не вычислено: нет значения в строке «Строка lost».",
        ),
        Cell("share"): CellValue(
            missing=MissingReason.NOT_APPLICABLE,
            comment="Не вычислено: нет значения в строках «Строка lost» и «Строка raised».",
        ),
    }


def test_operands_missing_for_different_reasons_give_no_data() -> None:
    values = {Cell("sold"): NO_DATA, Cell("lost"): NOT_APPLICABLE}

    assert computed(LOSSES, values)[Cell("raised")] == CellValue(
        missing=MissingReason.NO_DATA,
        comment="Не вычислено: нет значения в строках «Строка sold» и «Строка lost».",
    )


def test_zero_times_a_missing_value_is_missing() -> None:
    form = form_of(row("a"), row("b"), row("c", formula="0 * a + b"))

    result = computed(form, {Cell("a"): NO_DATA, Cell("b"): number("5")})

    assert result[Cell("c")].missing is MissingReason.NO_DATA


def test_division_by_zero_is_missing_with_a_comment() -> None:
    values = {Cell("sold"): number("0"), Cell("lost"): number("0")}

    assert computed(LOSSES, values) == {
        Cell("raised"): number("0"),
        Cell("share"): CellValue(
            missing=MissingReason.NOT_APPLICABLE, comment="Не вычислено: деление на ноль."
        ),
    }


def test_rounds_only_the_result_and_halves_away_from_zero() -> None:
    third = row("third", formula="a / 3", decimals=0)
    form = form_of(row("a"), third, row("whole", formula="third * 3", decimals=0))

    assert computed(form, {Cell("a"): number("1")}) == {
        Cell("third"): number("0"),
        Cell("whole"): number("1"),
    }
    assert computed(form, {Cell("a"): number("-4.5")})[Cell("third")] == number("-2")


def test_a_number_too_long_to_keep_is_missing_with_a_comment() -> None:
    form = form_of(row("a"), row("square", formula="a * a"))

    result = computed(form, {Cell("a"): number("9" * 18)})

    assert result[Cell("square")] == CellValue(
        missing=MissingReason.NO_DATA, comment="Не вычислено: число слишком длинное."
    )


@pytest.mark.parametrize("formula", ["{0} * {0}", "{0} / 7 + {0} * {0} / 3"])
def test_rows_squared_one_after_another_come_to_an_end(formula: str) -> None:
    codes = [f"c{place}" for place in range(200)]
    rows = [row(code, formula=formula.format(last)) for last, code in pairwise(codes)]
    check = LineCheck("c12 * c12 = c12 / 3", "Степени равны")
    form = form_of(row("c0"), *rows, checks=(check,))

    values = {Cell("c0"): number("123456789.12")}
    result = computed(form, values)

    assert result[Cell("c2")].comment == "Не вычислено: число слишком длинное."
    assert {result[Cell(code)].missing for code in codes[2:]} == {MissingReason.NO_DATA}
    assert failed_checks(form, values) == ()


def test_does_not_look_at_what_stands_in_a_computed_row() -> None:
    values = {Cell("sold"): number("2"), Cell("lost"): number("1"), Cell("raised"): number("99")}

    assert computed(LOSSES, values)[Cell("raised")] == number("3")


def test_computes_every_copy_of_a_repeated_section_and_their_sum() -> None:
    form = suppliers(
        row("sold", aggregation=Aggregation.SUM),
        row("price", aggregation=Aggregation.MEAN),
        row("paid", formula="sold * price * rate", aggregation=Aggregation.SUM),
        totals=(
            row("rate"),
            row("all_paid", formula="paid"),
            row("mean_price", formula="price"),
        ),
    )
    values = {
        Cell("sold", 0): number("10"),
        Cell("price", 0): number("2"),
        Cell("sold", 2): number("20"),
        Cell("price", 2): number("4"),
        Cell("rate"): number("0.5"),
    }

    assert computed(form, values) == {
        Cell("paid", 0): number("10"),
        Cell("paid", 2): number("40"),
        Cell("all_paid"): number("50"),
        Cell("mean_price"): number("3"),
    }


def test_one_missing_copy_makes_the_sum_missing_and_an_empty_one_leaves_it_open() -> None:
    form = suppliers(
        row("sold", aggregation=Aggregation.SUM),
        row("price"),
        totals=(row("all", formula="sold"),),
    )
    first = {Cell("sold", 0): number("10")}

    told = computed(form, {**first, Cell("sold", 1): NO_DATA})
    assert told[Cell("all")].missing is MissingReason.NO_DATA
    assert computed(form, {**first, Cell("price", 1): number("1")}) == {}


def test_takes_the_median_of_copies_where_the_indicator_says_so() -> None:
    form = suppliers(
        row("price", aggregation=Aggregation.MEDIAN), totals=(row("middle", formula="price"),)
    )
    values = {Cell("price", copy): number(str(price)) for copy, price in enumerate((1, 2, 9, 4))}

    assert computed(form, values) == {Cell("middle"): number("3")}


# --- what a form must not say ---


def test_names_the_rows_that_are_computed_from_one_another() -> None:
    form = form_of(
        row("a", formula="b + 1"), row("b", formula="c + 1"), row("c", formula="a + 1"), row("d")
    )

    (finding,) = formula_findings(form)
    with pytest.raises(FormulaError) as refused:
        computed(form, {})

    assert finding.code == "formula.circle"
    assert finding.severity is Severity.ERROR
    assert str(refused.value) == finding.message
    assert all(f"«Строка {code}»" in finding.message for code in "abc")
    assert "Строка d" not in finding.message


def test_says_in_which_order_rows_go_round() -> None:
    form = form_of(row("a", formula="b"), row("b", formula="a"))

    assert formula_findings(form)[0].message in {
        "Строки вычисляются друг из друга: «Строка a» → «Строка b» → «Строка a». "
        "Уберите одну из ссылок.",
        "Строки вычисляются друг из друга: «Строка b» → «Строка a» → «Строка b». "
        "Уберите одну из ссылок.",
    }


def test_refuses_a_row_computed_from_itself() -> None:
    (finding,) = formula_findings(form_of(row("a", formula="a + 1")))

    assert finding.message == ("Строка «Строка a» вычисляется из самой себя. Исправьте формулу.")


def test_finds_everything_that_is_wrong_at_once() -> None:
    words = FormLine(Indicator("words", "Кто", Unit(UnitKind.TEXT)))
    form = form_of(
        row("a"),
        words,
        row("b", formula="nowhere + 1"),
        row("c", formula="words + 1"),
        row("d", formula="a <= 1"),
        row("e", formula="a +"),
        replace(words, indicator=replace(words.indicator, code="f"), formula="a"),
        checks=(
            LineCheck("a + 1", ""),
            LineCheck("1 < 2", ""),
            LineCheck("a < x", ""),
            LineCheck("a <", ""),
        ),
    )

    assert [(finding.code, finding.evidence) for finding in formula_findings(form)] == [
        ("formula.unknown", "b"),
        ("formula.text", "c"),
        ("formula.comparison", "d"),
        ("formula.syntax", "e"),
        ("formula.text", "f"),
        ("formula.comparison", "a + 1"),
        ("formula.codes", "1 < 2"),
        ("formula.unknown", "a < x"),
        ("formula.syntax", "a <"),
    ]
    with pytest.raises(FormulaError):
        failed_checks(form, {})


def test_copies_want_a_rule_by_which_they_become_one_value() -> None:
    form = suppliers(row("price"), totals=(row("all", formula="price"),))

    (finding,) = formula_findings(form)

    assert finding.message == (
        "Строка «Строка all» вычисляется из строки «Строка price» раздела, который повторяется. "
        "Укажите у показателя, как складывать значения: сумма, среднее или медиана."
    )


def test_a_form_in_order_has_no_findings() -> None:
    assert formula_findings(LOSSES) == ()


# --- checks ---


def test_tells_a_check_that_does_not_hold() -> None:
    check = LineCheck("a + b <= c", "Сумма частей больше целого", Severity.ERROR)
    form = form_of(row("a"), row("b"), row("c"), checks=(check,))
    values = {Cell("a"): number("1000"), Cell("b"): number("0.5"), Cell("c"): number("1000")}

    (failed,) = failed_checks(form, values)

    assert failed == FailedCheck(
        check, (Cell("a"), Cell("b"), Cell("c")), Decimal("1000.5"), Decimal(1000)
    )
    assert failed.message == ("Сумма частей больше целого. Слева 1\u00a0000,5, справа 1\u00a0000.")


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("a < b", True),
        ("a <= b", True),
        ("a = b", False),
        ("a > b", False),
        ("a >= b", False),
        ("b >= a", True),
        ("a = 1", True),
        ("a / (b - b) = 1", True),  # nothing to compare
    ],
)
def test_knows_every_comparison(expression: str, holds: bool) -> None:
    form = form_of(row("a"), row("b"), checks=(LineCheck(expression, ""),))

    failed = failed_checks(form, {Cell("a"): number("1"), Cell("b"): number("2")})

    assert (failed == ()) is holds


@pytest.mark.parametrize("absent", [{}, {Cell("b"): NO_DATA}])
def test_a_check_with_a_missing_operand_is_not_looked_at(
    absent: Mapping[Cell, CellValue],
) -> None:
    form = form_of(row("a"), row("b"), checks=(LineCheck("a <= b", ""),))

    assert failed_checks(form, {Cell("a"): number("1"), **absent}) == ()


def test_equality_looks_at_the_decimals_that_are_printed() -> None:
    check = LineCheck("share = 100 * lost / sold", "Доля не сходится")
    form = form_of(row("sold"), row("lost"), row("share", decimals=1), checks=(check,))
    values = {Cell("sold"): number("3"), Cell("lost"): number("1")}

    assert failed_checks(form, {**values, Cell("share"): number("33.3")}) == ()
    (failed,) = failed_checks(form, {**values, Cell("share"): number("33.4")})
    assert (failed.left, failed.right) == (Decimal("33.4"), Decimal("33.3"))


def test_an_inequality_is_exact() -> None:
    form = form_of(row("share", decimals=1), checks=(LineCheck("share <= 100", "Больше 100 %"),))

    assert failed_checks(form, {Cell("share"): number("100.0")}) == ()
    assert len(failed_checks(form, {Cell("share"): number("100.01")})) == 1


def test_checks_computed_rows() -> None:
    form = replace(LOSSES, checks=(LineCheck("share <= 30", ""),))
    values = {Cell("sold"): number("2"), Cell("lost"): number("1")}

    (failed,) = failed_checks(form, values)

    assert failed.message == "Не выполняется: share <= 30. Слева 33,333333333, справа 30."


def test_checks_every_copy_and_sums_over_copies() -> None:
    form = suppliers(
        row("sold", aggregation=Aggregation.SUM),
        row("raised"),
        totals=(row("all"),),
        checks=(LineCheck("sold <= raised", "Каждый"), LineCheck("sold = all", "Вместе")),
    )
    values = {
        Cell("sold", 0): number("10"),
        Cell("raised", 0): number("12"),
        Cell("sold", 1): number("20"),
        Cell("raised", 1): number("12"),
        Cell("all"): number("31"),
    }

    assert [(failed.check.message, failed.cells) for failed in failed_checks(form, values)] == [
        ("Каждый", (Cell("sold", 1), Cell("raised", 1))),
        ("Вместе", (Cell("sold", 0), Cell("sold", 1), Cell("all"))),
    ]


# --- against an independent reference ---

NAMES = ("a", "b", "c.d")
leaves = st.sampled_from(NAMES) | st.integers(0, 1000).map(str)
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(" ".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
    ),
    max_leaves=12,
)
amounts = st.decimals(-1000, 1000, places=2)


def reference(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    """What the parser of Python makes of the same text."""
    match node:
        case ast.Constant(value=int(value)):
            return Fraction(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -reference(operand, values)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = reference(left, values), reference(right, values)
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
            return one / other
    return values[ast.unparse(node)]


@pytest.mark.slow
@given(text=expressions, numbers=st.tuples(amounts, amounts, amounts))
def test_a_formula_gives_what_an_independent_reference_gives(
    text: str, numbers: tuple[Decimal, Decimal, Decimal]
) -> None:
    values = dict(zip(NAMES, map(Fraction, numbers), strict=True))
    form = form_of(*(row(name) for name in NAMES), row("result", formula=text, decimals=4))
    filled = {
        Cell(name): CellValue(number=amount) for name, amount in zip(NAMES, numbers, strict=True)
    }
    tree = ast.parse(text, mode="eval").body

    result = computed(form, filled)[Cell("result")]

    try:
        expected = reference(tree, values)
    except ZeroDivisionError:
        assert result == CellValue(
            missing=MissingReason.NOT_APPLICABLE, comment="Не вычислено: деление на ноль."
        )
        return
    if result.number is None:
        assert abs(expected) >= 10**14
    else:
        assert abs(Fraction(result.number) - expected) <= Fraction(1, 20000)


@pytest.mark.slow
@given(
    text=expressions,
    amounts_or_none=st.tuples(*[amounts | st.none()] * 3),
)
def test_a_missing_operand_never_becomes_a_number(
    text: str, amounts_or_none: tuple[Decimal | None, ...]
) -> None:
    form = form_of(*(row(name) for name in NAMES), row("result", formula=text))
    filled = {
        Cell(name): NO_DATA if amount is None else CellValue(number=amount)
        for name, amount in zip(NAMES, amounts_or_none, strict=True)
    }
    asked_missing = [
        code for code in parse_formula(text).codes if filled[Cell(code)].number is None
    ]

    result = computed(form, filled)[Cell("result")]

    if asked_missing:
        assert result.number is None
        assert result.missing is MissingReason.NO_DATA


@pytest.mark.slow
@given(text=st.text(alphabet="ab.c1 02,+-*/()<>=–", max_size=30))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        formula = parse_formula(text)
    except FormulaError as refused:
        message = str(refused)
    else:
        message = formula.text

    assert message
