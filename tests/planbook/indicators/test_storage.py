"""The JSON forms: exact round trips, and every wrong field told by its path."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planbook.findings import Severity
from planbook.indicators import (
    Aggregation,
    CellValue,
    Column,
    ComparisonRow,
    ComparisonTable,
    Direction,
    FieldProblem,
    FormError,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    LineCheck,
    MissingReason,
    Question,
    Unit,
    UnitKind,
    cell_from_data,
    cell_to_data,
    form_digest,
    form_from_dict,
    form_to_dict,
    indicator_from_dict,
    indicator_to_dict,
    table_from_dict,
    table_to_dict,
)

pytestmark = pytest.mark.core

WATER = Indicator(
    code="tariff.water",
    name="Тариф на холодную воду",
    unit=Unit(UnitKind.MONEY, "руб./куб. м"),
    version=2,
    definition="Для населения, с НДС",
    example="32,15",
    contact="Комитет по тарифам",
    minimum=Decimal("0.50"),
    maximum=Decimal("500"),
    decimals=2,
    direction=Direction.LOWER_BETTER,
    aggregation=Aggregation.MEAN,
    is_per_inhabitant=True,
    since=date(2024, 1, 1),
    until=date(2026, 12, 31),
)
WATER_DICT = {
    "code": "tariff.water",
    "name": "Тариф на холодную воду",
    "unit": {"kind": "money", "name": "руб./куб. м"},
    "version": 2,
    "definition": "Для населения, с НДС",
    "example": "32,15",
    "contact": "Комитет по тарифам",
    "minimum": "0.50",
    "maximum": "500",
    "direction": "lower_better",
    "aggregation": "mean",
    "is_per_inhabitant": True,
    "since": "2024-01-01",
    "until": "2026-12-31",
}
PLAIN = Indicator("total", "Всего", Unit(UnitKind.INDEX))
FORM = IndicatorForm(
    title="Тарифы",
    sections=(
        FormSection(
            "water",
            "Водоснабжение",
            (FormLine(WATER, is_required=False, note="По каждому поставщику"),),
            repeated_for="поставщик",
            max_copies=5,
        ),
        FormSection("all", "Итоги", (FormLine(PLAIN, formula="tariff.water * 2"),)),
    ),
    version=3,
    instructions="Заполните\nза квартал",
    checks=(LineCheck("total >= tariff.water", "Меньше", Severity.ERROR),),
    questions=(Question("problems", "Какие проблемы?", is_required=True, max_length=100),),
)
FORM_DICT = {
    "title": "Тарифы",
    "sections": [
        {
            "code": "water",
            "heading": "Водоснабжение",
            "lines": [
                {"indicator": WATER_DICT, "is_required": False, "note": "По каждому поставщику"}
            ],
            "repeated_for": "поставщик",
            "max_copies": 5,
        },
        {
            "code": "all",
            "heading": "Итоги",
            "lines": [
                {
                    "indicator": {"code": "total", "name": "Всего", "unit": {"kind": "index"}},
                    "formula": "tariff.water * 2",
                }
            ],
        },
    ],
    "version": 3,
    "instructions": "Заполните\nза квартал",
    "checks": [{"expression": "total >= tariff.water", "message": "Меньше", "severity": "error"}],
    "questions": [
        {
            "code": "problems",
            "text": "Какие проблемы?",
            "is_required": True,
            "max_length": 100,
        }
    ],
}
TABLE = ComparisonTable(
    title="Тарифы",
    owner="Союз",
    period_edtf="2026-33",
    form=FORM,
    number=2,
    made_on=date(2026, 4, 20),
    columns=(Column("Вологда", "7"), Column("Тверь", "9")),
    rows=(
        ComparisonRow(
            FORM.lines[0],
            "water",
            (
                (CellValue(number=Decimal("32.10")), None),
                (CellValue(missing=MissingReason.NO_DATA, comment="Прибор"),),
            ),
        ),
        ComparisonRow(FORM.lines[1], "all", ((CellValue(number=Decimal("-1")),), (None,))),
    ),
    copies={"water": (("Первый", "Второй"), ("Третий",))},
    texts={"problems": ("Износ сетей", "")},
    notes=("Тверь: данные за II квартал.",),
)


def test_stores_an_indicator() -> None:
    assert indicator_to_dict(WATER) == WATER_DICT
    assert indicator_from_dict(WATER_DICT) == WATER


def test_stores_a_form() -> None:
    assert form_to_dict(FORM) == FORM_DICT
    assert form_from_dict(FORM_DICT) == FORM


def test_the_checksum_sees_every_change() -> None:
    renamed = replace(FORM, title="Тарифы ЖКУ")

    assert form_digest(FORM) == form_digest(form_from_dict(FORM_DICT))
    assert len({form_digest(form) for form in (FORM, renamed, replace(FORM, version=4))}) == 3


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, None),
        (CellValue(number=Decimal("12.50")), "12.50"),
        (CellValue(number=Decimal("0")), "0"),
        (CellValue(number=Decimal("-0.000000001")), "-0.000000001"),
        (CellValue(number=Decimal("1E+3")), "1000"),
        (CellValue(number=Decimal(5), comment="Проверено"), {"n": "5", "c": "Проверено"}),
        (CellValue(text="по договору"), {"t": "по договору"}),
        (CellValue(text="12.50"), {"t": "12.50"}),
        (
            CellValue(text="1 + 2,5", parts=(Decimal(1), Decimal("2.5"))),
            {"t": "1 + 2,5", "p": ["1", "2.5"]},
        ),
        (
            CellValue(missing=MissingReason.NOT_OUR_POWER, comment="Область"),
            {"m": "not_our_power", "c": "Область"},
        ),
    ],
)
def test_stores_cells(value: CellValue | None, data: object) -> None:
    assert cell_to_data(value) == data
    assert cell_from_data(data) == value


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        (12.5, "ячейка", "Здесь ждут запись с полями."),
        (True, "ячейка", "Здесь ждут запись с полями."),
        ([], "ячейка", "Здесь ждут запись с полями."),
        ("NaN", "ячейка", "Здесь ждут число, например «12.50»."),
        ("1e5", "ячейка", "Здесь ждут число, например «12.50»."),
        ("12,50", "ячейка", "Здесь ждут число, например «12.50»."),
        ("1" * 19, "ячейка", "Здесь ждут число, например «12.50»."),
        ("1" * 12 + "." + "1" * 9, "ячейка", "Здесь ждут число, например «12.50»."),
        ("\u0661", "ячейка", "Здесь ждут число, например «12.50»."),
        ({}, "ячейка", "В ячейке бывает одно: число, текст или причина, почему их нет."),
        (
            {"n": "1", "t": "1"},
            "ячейка",
            "В ячейке бывает одно: число, текст или причина, почему их нет.",
        ),
        ({"t": "а" * 2001}, "ячейка.t", "Длиннее 2000 знаков. Сократите."),
        ({"t": "а\x00"}, "ячейка.t", "Есть недопустимые знаки. Впишите текст заново."),
        ({"n": "1", "p": ["1"]}, "ячейка.p", "Здесь ждут числа составного тарифа."),
        ({"t": "1", "p": ["x"]}, "ячейка.p", "Здесь ждут числа составного тарифа."),
        ({"n": "1", "x": 1}, "ячейка.x", "Неизвестное поле. Уберите его."),
        (
            {"m": "lost"},
            "ячейка.m",
            "Здесь ждут одно из слов: no_data, not_applicable, not_our_power, being_clarified, "
            "not_provided.",
        ),
    ],
)
def test_refuses_what_is_not_a_cell(data: object, path: str, message: str) -> None:
    with pytest.raises(FormError) as refused:
        cell_from_data(data)

    assert (refused.value.path, refused.value.message) == (path, message)


Change = Callable[[dict[str, Any]], object]


def line(form: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = form["sections"][0]["lines"][0]
    return found


WRONG: list[tuple[Change, str, str]] = [
    (lambda form: form.pop("title"), "title", "Не заполнено."),
    (lambda form: form.update(title="  "), "title", "Не заполнено."),
    (lambda form: form.update(title=5), "title", "Здесь ждут текст."),
    (lambda form: form.update(title="а" * 100_000), "title", "Длиннее 300 знаков. Сократите."),
    (
        lambda form: form.update(title="а\x00"),
        "title",
        "Есть недопустимые знаки. Впишите текст заново.",
    ),
    (lambda form: form.update(colour="red"), "colour", "Неизвестное поле. Уберите его."),
    (lambda form: form.update(sections={}), "sections", "Здесь ждут список."),
    (
        lambda form: form.update(sections=[{}] * 51),
        "sections",
        "Записей 51, а бывает не больше 50.",
    ),
    (lambda form: form.update(sections=["x"]), "sections[0]", "Здесь ждут запись с полями."),
    (lambda form: form.update(version=0), "version", "Здесь ждут целое число от 1 до 32767."),
    (lambda form: form.update(version=True), "version", "Здесь ждут целое число от 1 до 32767."),
    (lambda form: form.update(version=1.5), "version", "Здесь ждут целое число от 1 до 32767."),
    (
        lambda form: form["sections"][1].update(code="water"),
        "sections",
        "Код раздела «water» стоит дважды. Измените один из них.",
    ),
    (
        lambda form: form["sections"][1].update(max_copies=2),
        "sections[1].max_copies",
        "Раздел не повторяется. Впишите, для кого он повторяется.",
    ),
    (
        lambda form: line(form)["indicator"].update(code="total"),
        "sections",
        "Код показателя «total» стоит дважды. Измените один из них.",
    ),
    (
        lambda form: line(form)["indicator"].update(code="вода"),
        "sections[0].lines[0].indicator.code",
        "Код пишут латинскими буквами, цифрами, «_» и точками: tariff.water.",
    ),
    (
        lambda form: line(form)["indicator"].update(minimum=0.5),
        "sections[0].lines[0].indicator.minimum",
        "Здесь ждут число текстом, например «12.50».",
    ),
    (
        lambda form: line(form)["indicator"].update(maximum="0.1"),
        "sections[0].lines[0].indicator.maximum",
        "Верхняя граница меньше нижней.",
    ),
    (
        lambda form: line(form)["indicator"].update(until="2020-01-01"),
        "sections[0].lines[0].indicator.until",
        "Показатель перестают собирать раньше, чем начинают.",
    ),
    (
        lambda form: line(form)["indicator"].update(since="вчера"),
        "sections[0].lines[0].indicator.since",
        "Здесь ждут дату, например «2026-01-15».",
    ),
    (
        lambda form: line(form)["indicator"].update(since=20),
        "sections[0].lines[0].indicator.since",
        "Здесь ждут дату, например «2026-01-15».",
    ),
    (
        lambda form: line(form)["indicator"].update(decimals=10),
        "sections[0].lines[0].indicator.decimals",
        "Здесь ждут целое число от 0 до 9.",
    ),
    (
        lambda form: line(form)["indicator"]["unit"].update(kind="weight"),
        "sections[0].lines[0].indicator.unit.kind",
        "Здесь ждут одно из слов: money, share, count, quantity, index, text, formula.",
    ),
    (
        lambda form: line(form)["indicator"]["unit"].update(kind=["money"]),
        "sections[0].lines[0].indicator.unit.kind",
        "Здесь ждут одно из слов: money, share, count, quantity, index, text, formula.",
    ),
    (
        lambda form: line(form).update(is_required="да"),
        "sections[0].lines[0].is_required",
        "Здесь ждут «да» или «нет» (true или false).",
    ),
    (
        lambda form: line(form).update(formula="a" * 1001),
        "sections[0].lines[0].formula",
        "Длиннее 1000 знаков. Сократите.",
    ),
    (
        lambda form: form["checks"][0].pop("expression"),
        "checks[0].expression",
        "Не заполнено.",
    ),
    (
        lambda form: form["questions"].append(form["questions"][0]),
        "questions",
        "Код вопроса «problems» стоит дважды. Измените один из них.",
    ),
]


@pytest.mark.parametrize(("change", "path", "message"), WRONG)
def test_tells_the_wrong_field_of_a_form(change: Change, path: str, message: str) -> None:
    data = deepcopy(FORM_DICT)
    change(data)

    with pytest.raises(FormError) as refused:
        form_from_dict(data)

    assert refused.value.problems == (FieldProblem(path, message),)


def test_refuses_more_lines_than_a_form_may_have() -> None:
    lines = [
        {"indicator": {"code": f"a{place}", "name": "А", "unit": {"kind": "index"}}}
        for place in range(501)
    ]
    data = {
        "title": "Много",
        "sections": [
            {"code": "one", "lines": lines[:250]},
            {"code": "two", "lines": lines[250:]},
        ],
    }

    with pytest.raises(FormError) as refused:
        form_from_dict(data)

    assert refused.value.problems == (
        FieldProblem("sections", "Строк 501, а бывает не больше 500."),
    )


def test_tells_all_problems_at_once_and_no_more_than_fifty() -> None:
    data = {"title": "", "sections": [{"code": "?", "x": 1}], "y": 2}

    with pytest.raises(FormError) as refused:
        form_from_dict(data)
    with pytest.raises(FormError) as flooded:
        form_from_dict({f"x{place}": 1 for place in range(1000)})

    assert [problem.path for problem in refused.value.problems] == [
        "title",
        "sections[0].code",
        "sections[0].x",
        "y",
    ]
    assert len(flooded.value.problems) == 50


@pytest.mark.parametrize("data", [None, [], "форма", 5])
def test_refuses_what_is_no_form_at_all(data: Any) -> None:
    with pytest.raises(FormError) as refused:
        form_from_dict(data)

    assert refused.value.problems[0] == FieldProblem("форма", "Здесь ждут запись с полями.")


def test_stores_a_table() -> None:
    data = json.loads(json.dumps(table_to_dict(TABLE)))

    assert table_from_dict(data) == TABLE
    assert data["rows"][0]["cells"] == [
        ["32.10", None],
        [{"m": "no_data", "c": "Прибор"}],
    ]


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (
            lambda table: table["rows"][0].update(code="nowhere"),
            "rows[0].code",
            "Такой строки в этом разделе формы нет.",
        ),
        (
            lambda table: table["rows"][0].update(section="all"),
            "rows[0].code",
            "Такой строки в этом разделе формы нет.",
        ),
        (
            lambda table: table["rows"][0]["cells"].pop(),
            "rows[0].cells",
            "Ячеек 1, а столбцов 2.",
        ),
        (
            lambda table: table["rows"][1].update(cells=[["x"], [None]]),
            "rows[1].cells[0][0]",
            "Здесь ждут число, например «12.50».",
        ),
        (
            lambda table: table["rows"][1].update(cells=["12.50", [None]]),
            "rows[1].cells[0]",
            "Здесь ждут список ячеек, не больше 100.",
        ),
        (
            lambda table: table["columns"].__setitem__(1, ["Тверь", "7"]),
            "columns[1]",
            "Такой столбец уже есть.",
        ),
        (
            lambda table: table["columns"].__setitem__(1, "Тверь"),
            "columns[1]",
            "Здесь ждут список текстов: 2.",
        ),
        (
            lambda table: table["copies"]["water"].pop(),
            "copies.water",
            "Здесь ждут список для каждого столбца, их 2.",
        ),
        (
            lambda table: table["texts"].update(problems=["а", 5]),
            "texts.problems[1]",
            "Здесь ждут текст не длиннее 20000 знаков.",
        ),
        (
            lambda table: table.update(notes="нет"),
            "notes",
            "Здесь ждут список текстов: не больше 20000.",
        ),
        (
            lambda table: table.update(texts={f"q{place}": [] for place in range(51)}),
            "texts",
            "Записей 51, а бывает не больше 50.",
        ),
        (lambda table: table.update(copies=[]), "copies", "Здесь ждут записи по кодам."),
        (lambda table: table.pop("made_on"), "made_on", "Не сказано, когда составлена таблица."),
        (lambda table: table.update(x=1), "x", "Неизвестное поле. Уберите его."),
    ],
)
def test_tells_the_wrong_field_of_a_table(change: Change, path: str, message: str) -> None:
    data = table_to_dict(TABLE)
    change(data)

    with pytest.raises(FormError) as refused:
        table_from_dict(data)

    assert refused.value.problems == (FieldProblem(path, message),)


# --- whatever is built is read back ---

characters = st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t")
words = st.sampled_from(["", "Вода", "«Дон»\nи «Волга»", " x ", "0", "\U0001f6b0"]) | st.text(
    characters, max_size=3
)
names = words.filter(lambda text: bool(text.strip()))
codes = st.from_regex(r"[a-z][a-z0-9_]{0,8}(\.[a-z0-9]{1,4})?", fullmatch=True)
numbers = st.builds(
    lambda mantissa, scale: Decimal(mantissa).scaleb(-scale),
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.integers(0, 9),
)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def indicators(draw: st.DrawFn, code: str) -> Indicator:
    bounds = sorted(draw(st.lists(numbers, min_size=2, max_size=2)))
    ends = sorted(draw(st.lists(days, min_size=2, max_size=2)))
    return Indicator(
        code=code,
        name=draw(names),
        unit=Unit(draw(st.sampled_from(UnitKind)), draw(words)),
        version=draw(st.integers(1, 32_767)),
        definition=draw(words),
        example=draw(words),
        contact=draw(words),
        minimum=draw(st.sampled_from([None, bounds[0]])),
        maximum=draw(st.sampled_from([None, bounds[1]])),
        decimals=draw(st.integers(0, 9)),
        direction=draw(st.sampled_from(Direction)),
        aggregation=draw(st.sampled_from(Aggregation)),
        is_per_inhabitant=draw(st.booleans()),
        since=draw(st.sampled_from([None, ends[0]])),
        until=draw(st.sampled_from([None, ends[1]])),
    )


@st.composite
def forms(draw: st.DrawFn) -> IndicatorForm:
    found = draw(st.lists(codes, min_size=1, max_size=6, unique=True))
    lines = [
        FormLine(draw(indicators(code)), draw(words), draw(st.booleans()), draw(words))
        for code in found
    ]
    middle = draw(st.integers(0, len(lines)))
    return IndicatorForm(
        title=draw(names),
        sections=(
            FormSection("one", draw(words), tuple(lines[:middle])),
            FormSection("two", draw(words), tuple(lines[middle:]), "поставщик", 100),
        ),
        version=draw(st.integers(1, 32_767)),
        instructions=draw(words),
        checks=tuple(
            draw(
                st.lists(st.builds(LineCheck, names, words, st.sampled_from(Severity)), max_size=2)
            )
        ),
        questions=tuple(
            Question(code, draw(names), draw(words), draw(st.booleans()), draw(st.integers(1, 99)))
            for code in found[:2]
        ),
    )


cells = st.one_of(
    st.none(),
    st.builds(lambda number, comment: CellValue(number=number, comment=comment), numbers, words),
    st.builds(
        lambda text, parts, comment: CellValue(text=text, parts=tuple(parts), comment=comment),
        words.filter(bool),
        st.lists(numbers, max_size=10),
        words,
    ),
    st.builds(
        lambda missing, comment: CellValue(missing=missing, comment=comment),
        st.sampled_from(MissingReason),
        words,
    ),
)


@st.composite
def tables(draw: st.DrawFn) -> ComparisonTable:
    form = draw(forms())
    keys = draw(st.lists(words, max_size=3, unique=True))
    width = len(keys)
    return ComparisonTable(
        title=draw(names),
        owner=draw(words),
        period_edtf="2026-33",
        form=form,
        number=draw(st.integers(1, 32_767)),
        made_on=draw(days),
        columns=tuple(Column(draw(words), key) for key in keys),
        rows=tuple(
            ComparisonRow(
                line,
                section.code,
                tuple(tuple(draw(st.lists(cells, max_size=2))) for _ in range(width)),
            )
            for section in form.sections
            for line in section.lines
        ),
        copies={"two": tuple(tuple(draw(st.lists(words, max_size=2))) for _ in range(width))},
        texts={question.code: (draw(words),) * width for question in form.questions},
        notes=tuple(draw(st.lists(words, max_size=2))),
    )


def through_json(data: object) -> Any:
    return json.loads(json.dumps(data, allow_nan=False))


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(form=forms())
def test_any_form_is_read_back(form: IndicatorForm) -> None:
    assert form_from_dict(through_json(form_to_dict(form))) == form


@pytest.mark.slow
@given(value=cells)
def test_any_cell_is_read_back_with_its_decimals(value: CellValue | None) -> None:
    read = cell_from_data(through_json(cell_to_data(value)))

    assert read == value
    if value is not None and value.number is not None:
        assert read is not None
        assert read.number is not None
        assert read.number.as_tuple().exponent == value.number.as_tuple().exponent


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables())
def test_any_table_is_read_back(table: ComparisonTable) -> None:
    assert table_from_dict(through_json(table_to_dict(table))) == table


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
places = st.sampled_from([*form_to_dict(FORM), *table_to_dict(TABLE)])


@pytest.mark.slow
@settings(deadline=None)
@given(place=places, content=junk)
def test_junk_in_a_field_is_read_or_refused_and_never_a_crash(place: str, content: Any) -> None:
    for data, read in (
        (form_to_dict(FORM), form_from_dict),
        (table_to_dict(TABLE), table_from_dict),
    ):
        data[place] = content
        problems: tuple[FieldProblem, ...] = ()
        try:
            read(data)
        except FormError as refused:
            problems = refused.problems

        assert all(problem.message for problem in problems)
