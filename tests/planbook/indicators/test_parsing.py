"""Cells as they are typed in city halls and as Excel spoils them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbook.indicators import (
    CellError,
    CellReading,
    CellValue,
    Indicator,
    MissingReason,
    Unit,
    UnitKind,
    cell_reading,
    read_cell,
    read_number,
    typed_text,
)

pytestmark = pytest.mark.core

TARIFF = Indicator("tariff", "Холодная вода", Unit(UnitKind.MONEY, "руб./куб. м"))
ROUBLES = Indicator("price", "Хлеб", Unit(UnitKind.MONEY, "руб."))
THOUSANDS = Indicator("budget", "Доходы", Unit(UnitKind.MONEY, "тыс. руб."), decimals=1)
MILLIONS = Indicator("invest", "Инвестиции", Unit(UnitKind.MONEY, "млн руб."), decimals=3)
SHARE = Indicator("loss", "Потери", Unit(UnitKind.SHARE, "%"), decimals=1)
PART = Indicator("part", "Доля", Unit(UnitKind.SHARE, ""), decimals=3)
COUNT = Indicator("people", "Население", Unit(UnitKind.COUNT, "чел."), decimals=0)
BALANCE = Indicator(
    "moved", "Миграция", Unit(UnitKind.COUNT, "чел."), decimals=0, minimum=Decimal(-100000)
)
CROWD = Indicator("crowd", "Население", Unit(UnitKind.COUNT, "тыс. чел."), decimals=1)
AREA = Indicator("area", "Площадь", Unit(UnitKind.QUANTITY, "кв. м"), decimals=1)
INDEX = Indicator("index", "Индекс", Unit(UnitKind.INDEX), decimals=3)
TEXT = Indicator("owner", "Кто", Unit(UnitKind.TEXT))
FORMULA = Indicator("hot", "Горячая вода", Unit(UnitKind.FORMULA))
EVERY = (TARIFF, ROUBLES, THOUSANDS, SHARE, COUNT, AREA, INDEX, TEXT, FORMULA)

NUMBERS = [
    # separators
    (TARIFF, "32,15", "32.15"),
    (TARIFF, "32.15", "32.15"),
    (TARIFF, "12,50", "12.50"),
    (TARIFF, "0", "0"),
    (TARIFF, " 32,15\n", "32.15"),
    (TARIFF, "1 820,30", "1820.30"),
    (TARIFF, "1\u00a0820,30", "1820.30"),
    (TARIFF, "1\u2009820,30", "1820.30"),
    (TARIFF, "1\u202f820,30", "1820.30"),
    (TARIFF, "1'820,30", "1820.30"),
    (TARIFF, "1’820.30", "1820.30"),
    (COUNT, "1 234 567", "1234567"),
    (COUNT, "1.234.567", "1234567"),
    (COUNT, "1,234,567", "1234567"),
    (ROUBLES, "1.234,56", "1234.56"),
    (ROUBLES, "1,234.56", "1234.56"),
    (ROUBLES, "1 234 567.8", "1234567.8"),
    (INDEX, "1,234", "1.234"),
    (INDEX, "0,234", "0.234"),
    (INDEX, ",5", "0.5"),
    (INDEX, "5,", "5"),
    (INDEX, "007", "7"),
    # signs
    (BALANCE, "-120", "-120"),
    (BALANCE, "−120", "-120"),
    (BALANCE, "– 120", "-120"),
    (BALANCE, "+120", "120"),
    (ROUBLES, "-5,10", "-5.10"),
    (COUNT, "-0", "0"),
    # roubles and kopecks
    (TARIFF, "0-43", "0.43"),
    (TARIFF, "12-50", "12.50"),
    (TARIFF, "12–50", "12.50"),
    (TARIFF, "1 820-30", "1820.30"),
    (TARIFF, "12-50 руб.", "12.50"),
    (TARIFF, "12=50", "12.50"),
    (TARIFF, "12 руб. 50 коп.", "12.50"),
    (TARIFF, "12 руб. 5 коп. за куб. м", "12.05"),
    (TARIFF, "12р.50к.", "12.50"),
    # units typed with the number
    (TARIFF, "32,15 руб.", "32.15"),
    (TARIFF, "32,15руб", "32.15"),
    (TARIFF, "32,15 ₽", "32.15"),
    (TARIFF, "32,15 руб./м³", "32.15"),
    (TARIFF, "32,15 руб/куб.м", "32.15"),
    (TARIFF, "32,15 рублей за м3", "32.15"),
    (THOUSANDS, "1,5 тыс. руб.", "1.5"),
    (THOUSANDS, "1 500,0 тыс.", "1500.0"),
    (SHARE, "12,5 %", "12.5"),
    (SHARE, "12,5%", "12.5"),
    (SHARE, "12,5 процента", "12.5"),
    (COUNT, "1 250 человек", "1250"),
    (CROWD, "231,2 тыс. человек", "231.2"),
    (AREA, "45,5 м2", "45.5"),
    (AREA, "45,5 м²", "45.5"),
    (CROWD, "231,2 тысячи жителей", "231.2"),
    # as copied from Excel and from texts
    (TARIFF, "'32,15", "32.15"),
    (TARIFF, "«32,15»", "32.15"),
    # limits
    (INDEX, "123456789012345678", "123456789012345678"),
    (INDEX, "123456789,012345678", "123456789.012345678"),
    (INDEX, "0,000000001", "0.000000001"),
]
# Read, and told how.
DOUBTFUL = [
    (TARIFF, "1,234", "1.234", "запятая отделяет дробную часть. Если это 1\u00a0234, впишите"),
    (TARIFF, "1.234", "1.234", "точка отделяет дробную часть"),
    (THOUSANDS, "12.500", "12.500", "Если это 12\u00a0500"),
    (ROUBLES, "10-15", "10.15", "10 руб. 15 коп."),
    (ROUBLES, "1,5 тыс. руб.", "1500", "прочитано как 1\u00a0500 руб."),
    (ROUBLES, "43 коп.", "0.43", "прочитано как 0,43 руб."),
    (THOUSANDS, "2 млн", "2000", "прочитано как 2\u00a0000 тыс. руб."),
    (THOUSANDS, "1,234567 млрд руб.", "1234567", "1\u00a0234\u00a0567 тыс. руб."),
    (THOUSANDS, "1500 руб.", "1.5", "прочитано как 1,5 тыс. руб."),
    (THOUSANDS, "12 руб. 50 коп.", "0.0125", "прочитано как 0,0125 тыс. руб."),
    (MILLIONS, "250 тыс.", "0.25", "прочитано как 0,25 млн руб."),
    (CROWD, "231 200 чел.", "231.2", "прочитано как 231,2 тыс. чел."),
    (COUNT, "231,250 тыс. чел.", "231250", "прочитано как 231\u00a0250 чел."),
    (COUNT, "231,2 тыс.", "231200", "прочитано как 231\u00a0200 чел."),
    (PART, "12,5 %", "0.125", "прочитано как 0,125."),
    (THOUSANDS, "0 руб.", "0", "прочитано как 0 тыс. руб."),
    (TARIFF, "32,15*", "32.15", "Знак сноски «*» не взят"),
    (TARIFF, "32,15¹", "32.15", "Знак сноски «¹» не взят"),
    (ROUBLES, "(5,10)", "-5.10", "Скобки прочитаны как минус"),
]
ABSENT = [
    ("<*>", MissingReason.NO_DATA),
    ("*", MissingReason.NO_DATA),
    ("…", MissingReason.NO_DATA),
    ("н/д", MissingReason.NO_DATA),
    ("Н/Д", MissingReason.NO_DATA),
    ("н.д.", MissingReason.NO_DATA),
    ("нет данных", MissingReason.NO_DATA),
    ("Нет\u00a0данных.", MissingReason.NO_DATA),
    ("данные отсутствуют", MissingReason.NO_DATA),
    ("-", MissingReason.NO_DATA),
    ("–", MissingReason.NO_DATA),
    ("—", MissingReason.NO_DATA),
    ("---", MissingReason.NO_DATA),
    ("- -", MissingReason.NO_DATA),
    ("н / д", MissingReason.NO_DATA),
    ("учёт не ведётся", MissingReason.NO_DATA),
    ("x", MissingReason.NOT_APPLICABLE),
    ("Х", MissingReason.NOT_APPLICABLE),
    ("не применимо", MissingReason.NOT_APPLICABLE),
    ("Неприменимо", MissingReason.NOT_APPLICABLE),
    ("не в нашем ведении", MissingReason.NOT_OUR_POWER),
    ("вне компетенции", MissingReason.NOT_OUR_POWER),
    ("уточняется", MissingReason.BEING_CLARIFIED),
    ("(уточняется)", MissingReason.BEING_CLARIFIED),
    ("не предоставлено", MissingReason.NOT_PROVIDED),
    ("не представлены", MissingReason.NOT_PROVIDED),
]
REFUSED = [
    (TARIFF, "", "cell.blank"),
    (TARIFF, " \u00a0\n\u200b", "cell.blank"),
    (TARIFF, "12\x0050", "cell.control"),
    (TEXT, "слово\ud800", "cell.control"),
    (TEXT, "я" * 2001, "cell.long"),
    (TEXT, " " * 100_000 + "я", "cell.long"),
    (TARIFF, "1" * 201, "cell.long"),
    (TARIFF, "Тариф не утверждён", "cell.unread"),
    (TARIFF, "двенадцать", "cell.unread"),
    (TARIFF, "?", "cell.unread"),
    # bounds and guesses of the author
    (TARIFF, "около 15", "cell.approximate"),
    (TARIFF, "~15", "cell.approximate"),
    (TARIFF, "более 100", "cell.approximate"),
    (TARIFF, "<5", "cell.approximate"),
    (TARIFF, "до 10", "cell.approximate"),
    (SHARE, "10-15", "cell.range"),
    (SHARE, "10 – 15 %", "cell.range"),
    (COUNT, "от 10 до 15", "cell.range"),
    (COUNT, "10…15", "cell.range"),
    (COUNT, "12-50", "cell.range"),
    (TARIFF, "12,10-15,30", "cell.range"),
    (TARIFF, "10 - 15", "cell.range"),
    (THOUSANDS, "12-50", "cell.range"),
    (ROUBLES, "10-50 тыс. руб.", "cell.range"),
    (TARIFF, "32,15; 34,20", "cell.several"),
    (TARIFF, "32,15 / 34,20", "cell.several"),
    (TARIFF, "32,15 (с НДС 38,58)", "cell.several"),
    # other units
    (TARIFF, "32,15 руб./Гкал", "cell.unit"),
    (TARIFF, "32,15 чел.", "cell.unit"),
    (TARIFF, "12,5 %", "cell.unit"),
    (SHARE, "12 тыс.", "cell.unit"),
    (AREA, "45 м3", "cell.unit"),
    (INDEX, "5 руб.", "cell.unit"),
    (TARIFF, "32,15 (оценка)", "cell.unit"),
    (TARIFF, "32,15 ?", "cell.unit"),
    (TARIFF, "5-", "cell.unit"),
    (TARIFF, "5/", "cell.unit"),
    (TARIFF, "32,15\n34,20", "cell.several"),
    (TARIFF, "32,15 34,20", "cell.several"),
    (TARIFF, "32.15.16", "cell.thousands"),
    # separators at wrong places
    (TARIFF, "12 50", "cell.thousands"),
    (TARIFF, "1 82 0", "cell.thousands"),
    (TARIFF, "12, 50", "cell.thousands"),
    (TARIFF, "1.2.3,4", "cell.thousands"),
    # possible values
    (SHARE, "-5", "cell.negative"),
    (COUNT, "−1", "cell.negative"),
    (AREA, "-0,5", "cell.negative"),
    (COUNT, "1,5", "cell.fraction"),
    (COUNT, "1,234", "cell.fraction"),
    (COUNT, "12.000", "cell.fraction"),
    (BALANCE, "-12.000", "cell.fraction"),
    # computers
    (TARIFF, "NaN", "cell.not_finite"),
    (TARIFF, "-inf", "cell.not_finite"),
    (TARIFF, "∞", "cell.not_finite"),
    (TARIFF, "1,5E+05", "cell.exponent"),
    (TARIFF, "1.5е5", "cell.exponent"),
    (TARIFF, "1,5·10^6", "cell.exponent"),
    (TARIFF, "1,5*10⁶", "cell.exponent"),
    (TARIFF, "1234567890123456789", "cell.bounds"),
    (TARIFF, "0,0000000001", "cell.bounds"),
    (THOUSANDS, "9" * 18 + " млрд", "cell.bounds"),
    (TARIFF, "=A1+B1", "cell.formula"),
    (TARIFF, "#ССЫЛКА!", "cell.excel_error"),
    (TARIFF, "#Н/Д", "cell.excel_error"),
    (TARIFF, "#DIV/0!", "cell.excel_error"),
    (TARIFF, "#####", "cell.excel_error"),
    (TARIFF, "15.мар", "cell.date"),
    (TARIFF, "15.мар.2023", "cell.date"),
    (TARIFF, "01 мая 2023 г.", "cell.date"),
    (TARIFF, "янв.43", "cell.date"),
    (TARIFF, "5-Jan", "cell.date"),
    (TARIFF, "2023-05-01 00:00:00", "cell.date"),
    (TARIFF, "2023-05-01T00:00:00", "cell.date"),
    (TARIFF, "01.05.2023", "cell.date"),
    (TARIFF, "1.05.23", "cell.date"),
    (TARIFF, "12:50", "cell.date"),
    (TARIFF, "0:43:00", "cell.date"),
    # digits of others and letters like digits
    (TARIFF, "\u0661\u0662", "cell.digits"),
    (TARIFF, "\uff11\uff12", "cell.digits"),
    (TARIFF, "12½", "cell.digits"),
    (TARIFF, "1О,5", "cell.letters"),
    (TARIFF, "З2,15", "cell.letters"),
    # tariffs
    (FORMULA, "по договору", "cell.tariff"),
    (FORMULA, "12,50 руб. + по счётчику", "cell.tariff"),
    (FORMULA, "+".join(["1"] * 11), "cell.tariff"),
    (FORMULA, "1234567890123456789 руб.", "cell.bounds"),
]


def number_of(reading: CellReading) -> Decimal:
    assert reading.value.number is not None
    return reading.value.number


@pytest.mark.parametrize(("indicator", "text", "number"), NUMBERS)
def test_reads_numbers_exactly_and_without_doubt(
    indicator: Indicator, text: str, number: str
) -> None:
    reading = cell_reading(text, indicator)

    assert format(number_of(reading), "f") == number
    assert reading.remark == ""


@pytest.mark.parametrize(("indicator", "text", "number", "words"), DOUBTFUL)
def test_tells_how_a_doubtful_number_was_read(
    indicator: Indicator, text: str, number: str, words: str
) -> None:
    reading = cell_reading(text, indicator)

    assert format(number_of(reading), "f") == number
    assert words in reading.remark


@pytest.mark.parametrize(("text", "reason"), ABSENT)
@pytest.mark.parametrize("indicator", EVERY, ids=lambda indicator: indicator.code)
def test_reads_why_there_is_no_value(
    indicator: Indicator, text: str, reason: MissingReason
) -> None:
    assert read_cell(text, indicator) == CellValue(missing=reason)


def test_tells_what_a_dash_may_mean() -> None:
    assert cell_reading("-", TARIFF).remark == (
        "Прочерк прочитан как «нет данных». Если показатель не применим, выберите это; "
        "если он равен нулю, впишите 0."
    )
    assert cell_reading("нет данных", TARIFF).remark == ""


def test_no_is_absence_of_a_number_but_an_answer_in_words() -> None:
    reading = cell_reading("нет", COUNT)

    assert reading.value == CellValue(missing=MissingReason.NO_DATA)
    assert reading.remark == "«Нет» прочитано как «нет данных». Если это ноль, впишите 0."
    assert read_cell("нет", TEXT) == CellValue(text="нет")


@pytest.mark.parametrize(("indicator", "text", "code"), REFUSED)
def test_refuses_what_is_not_one_exact_value(indicator: Indicator, text: str, code: str) -> None:
    with pytest.raises(CellError) as refused:
        read_cell(text, indicator)

    assert refused.value.code == code
    assert len(refused.value.message) < 250


@pytest.mark.parametrize(
    ("indicator", "text", "message"),
    [
        (
            TARIFF,
            "15.мар",
            "Excel превратил число в дату; возможно, было «15,3». Задайте ячейке формат "
            "«Текстовый» и впишите число заново.",
        ),
        (
            TARIFF,
            "1950-12-01 00:00:00",
            "Excel превратил число в дату; возможно, было «1,12» или «12-50». Задайте ячейке "
            "формат «Текстовый» и впишите число заново.",
        ),
        (
            TARIFF,
            "32,15 руб./Гкал",
            "После числа стоит «руб./Гкал», а здесь ждут руб./куб. м. Пересчитайте, а слова "
            "впишите в пояснение.",
        ),
        (
            COUNT,
            "1,234",
            "Количество — целое число, без дробной части. Если это 1\u00a0234, впишите с пробелом.",
        ),
        (
            TARIFF,
            "двенадцать",
            "«двенадцать» — не число. Впишите число цифрами, например 32,15; если его нет, "
            "выберите причину: нет данных, не применимо, не в нашем ведении, уточняется.",
        ),
    ],
)
def test_says_what_is_wrong_and_what_to_do(indicator: Indicator, text: str, message: str) -> None:
    with pytest.raises(CellError) as refused:
        read_cell(text, indicator)

    assert refused.value.message == message


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12,50 руб./куб. м + 1 820,30 руб./Гкал", ("12.50", "1820.30")),
        ("12,50 руб./м3+1\u00a0820,30 руб./Гкал", ("12.50", "1820.30")),
        ("12-50 руб./куб. м + 1820-30 руб./Гкал", ("12.50", "1820.30")),
        ("компонент на холодную воду: 12,50 руб./м3 + на тепло: 95", ("12.50", "95")),
        ("32,15", ("32.15",)),
        ("12,50 руб./м3; 95 руб./Гкал;", ("12.50", "95")),
        ("12,50 руб. (с 01.07.2023)", ("12.50",)),
    ],
)
def test_reads_the_parts_of_a_tariff(text: str, parts: tuple[str, ...]) -> None:
    value = read_cell(text, FORMULA)

    assert value == CellValue(
        text=text.replace("\u00a0", " "), parts=tuple(Decimal(part) for part in parts)
    )


def test_tells_numbers_of_a_tariff_that_were_not_taken() -> None:
    assert cell_reading("12,50 руб./м3 и 1820,30 руб./Гкал", FORMULA).remark == (
        "Части тарифа: 12,50. Если их больше, соедините части знаком «+»."
    )
    assert cell_reading("12,50 руб./м3 + 1820,30 руб./Гкал", FORMULA).remark == ""


def test_an_apostrophe_keeps_words_that_would_be_a_reason() -> None:
    words = CellValue(text="нет данных")

    assert read_cell("'нет данных", TEXT) == words
    assert typed_text(words, TEXT) == "'нет данных"
    assert read_cell("'Дон' и «Волга»", TEXT) == CellValue(text="'Дон' и «Волга»")


def test_keeps_lines_of_a_text() -> None:
    assert read_cell(" первая \r\n\tвторая", TEXT) == CellValue(text="первая\nвторая")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0.1 + 0.2, "0.3"),
        (12.5, "12.5"),
        (1820, "1820"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e15, "1000000000000000"),
        (100 / 3, "33.333333333"),
        (Decimal("12.50"), "12.50"),
        (1e-12, "0"),
    ],
)
def test_reads_numeric_cells_of_excel(number: float | Decimal, expected: str) -> None:
    assert str(read_number(number, INDEX).number) == expected


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (float("nan"), "cell.not_finite"),
        (float("inf"), "cell.not_finite"),
        (Decimal("sNaN"), "cell.not_finite"),
        (True, "cell.not_finite"),
        (1e300, "cell.bounds"),
        (10**18, "cell.bounds"),
        (Decimal("1E+1000000"), "cell.bounds"),
    ],
)
def test_refuses_numeric_cells_that_cannot_be_kept(number: float | Decimal, code: str) -> None:
    with pytest.raises(CellError) as refused:
        read_number(number, INDEX)

    assert refused.value.code == code


def test_reads_a_numeric_cell_of_a_text_or_a_tariff() -> None:
    assert read_number(2023.0, TEXT) == CellValue(text="2023")
    assert read_number(32.15, FORMULA) == CellValue(text="32,15", parts=(Decimal("32.15"),))


def test_refuses_a_negative_share_in_a_numeric_cell() -> None:
    with pytest.raises(CellError) as refused:
        read_number(-5, SHARE)

    assert refused.value.code == "cell.negative"
