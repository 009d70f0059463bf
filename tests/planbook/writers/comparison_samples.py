"""Comparison tables of any size; every figure is made by a formula and means nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from planbook.indicators import (
    Aggregation,
    Answer,
    Cell,
    CellValue,
    ComparisonTable,
    Direction,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    Question,
    TableHead,
    Unit,
    UnitKind,
    consolidate,
)

OWNER = "Союз городов Центра и Северо-Запада России"
TITLE = "Тарифы на жилищно-коммунальные услуги (числа образца сгенерированы)"
CITIES = (
    (
        "Вологда Великий#Новгород Псков Петрозаводск Сыктывкар Архангельск Череповец Великие#Луки "
        "Калининград Мурманск Кострома Ярославль Тверь Калуга Смоленск Брянск Орёл Курск Белгород "
        "Липецк Тамбов Рязань Владимир Иваново Нарьян-Мар Шуя Рыбинск Переславль-Залесский Углич "
        "Ростов Суздаль Муром Ковров Коломна Серпухов Обнинск Вязьма Рославль Клинцы Елец "
        "Мичуринск Старый#Оскол Губкин Железногорск Ливны Мценск Торжок Ржев Вышний#Волочёк Кимры "
        "Бежецк Кинешма Гусь-Хрустальный Александров Кольчугино Сокол Великий#Устюг Тихвин Выборг "
        "Гатчина Пушкин Колпино Кронштадт Старая#Русса Боровичи Валдай Остров Печоры Северодвинск "
        "Котлас Коряжма Ухта Воркута Инта Печора Усинск Апатиты Кандалакша Мончегорск Североморск"
    )
    .replace("#", "\u00a0")
    .split(" ")
)


def rub(name: str = "руб./куб. м") -> Unit:
    return Unit(UnitKind.MONEY, name)


WATER = FormLine(
    Indicator(
        "tariff.water",
        "Тариф на холодную воду для населения",
        rub(),
        direction=Direction.LOWER_BETTER,
        aggregation=Aggregation.MEAN,
        definition="Одноставочный тариф с НДС на последний день периода.",
    )
)
HEAT = FormLine(
    Indicator(
        "tariff.heat",
        "Тариф на тепловую энергию для населения, подключённого к централизованным сетям",
        rub("руб./Гкал"),
        direction=Direction.LOWER_BETTER,
    )
)
LOSS = FormLine(
    Indicator(
        "share.loss",
        "Доля потерь в сетях",
        Unit(UnitKind.SHARE, "%"),
        decimals=1,
        direction=Direction.LOWER_BETTER,
    )
)
HOMES = FormLine(
    Indicator(
        "count.homes",
        "Многоквартирные дома с приборами учёта",
        Unit(UnitKind.COUNT, "ед."),
        decimals=0,
        direction=Direction.HIGHER_BETTER,
        aggregation=Aggregation.SUM,
    )
)
HOT = FormLine(Indicator("tariff.hot", "Тариф на горячую воду", Unit(UnitKind.FORMULA, "руб.")))
ACT = FormLine(Indicator("act", "Правовой акт", Unit(UnitKind.TEXT)))
SUPPLIER = FormLine(
    Indicator("price.supplier", "Тариф поставщика", rub(), aggregation=Aggregation.MEAN)
)
ZONE = FormLine(Indicator("price.zone", "Плата за подключение", rub("тыс. руб.")))
FORM = IndicatorForm(
    TITLE,
    (
        FormSection("water", "Водоснабжение и теплоснабжение", (WATER, HEAT, HOT, LOSS)),
        FormSection("homes", "Жилищный фонд", (HOMES, ACT)),
        FormSection("suppliers", "Водоотведение", (SUPPLIER, ZONE), "поставщик", 3),
    ),
    questions=(Question("q", "Какие меры снижают потери в сетях?"),),
)
REASONS = tuple(MissingReason)


def answers(cities: Iterable[str], *, shift: int = 0) -> list[Answer]:
    return [_answer(city, place, shift) for place, city in enumerate(cities)]


def _answer(city: str, place: int, shift: int) -> Answer:
    values: dict[Cell, CellValue] = {
        Cell("tariff.water"): number(f"{28 + place * 7 % 31 + shift}.{place * 13 % 100:02}"),
        Cell("tariff.heat"): number(
            f"{1820 + place * 137 % 900 + shift * 31}.{place * 7 % 100:02}"
        ),
        Cell("share.loss"): number(f"{5 + place * 3 % 17}.{(place + shift) % 10}"),
        Cell("count.homes"): number(str(240 + place * 411 % 3000 + shift)),
        Cell("tariff.hot"): CellValue(
            text="32,15 руб./куб. м + 1 820,30 руб./Гкал",
            parts=(Decimal("32.15"), Decimal("1820.3")),
        ),
        Cell("act"): CellValue(text=f"Постановление № {place + 100}"),
    }
    copies = tuple(["МУП «Водоканал»", "ООО «Сети»", "АО «Теплоэнерго»"][: place % 3 + 1])
    for copy in range(len(copies)):
        values[Cell("price.supplier", copy)] = number(f"{20 + copy * 4 + place % 9}.50")
        values[Cell("price.zone", copy)] = number(f"{100 + copy * 40 + place}")
    if place % 6 == 4:
        reason = REASONS[place // 6 % len(REASONS)]
        values[Cell("share.loss")] = CellValue(missing=reason)
        values[Cell("tariff.heat")] = CellValue(
            missing=MissingReason.NOT_APPLICABLE, comment="Централизованной сети нет"
        )
    if place % 11 == 5:
        del values[Cell("count.homes")]
    texts = (
        {} if place % 4 == 3 else {"q": "Замена ветхих сетей, автоматика насосных станций. " * 3}
    )
    return Answer(city, values, {"suppliers": copies}, texts)


def number(text: str, comment: str = "") -> CellValue:
    return CellValue(number=Decimal(text), comment=comment)


def names(count: int) -> list[str]:
    """Return names of cities; beyond the list they are numbered."""
    return [
        CITIES[place] if place < len(CITIES) else f"{CITIES[place % len(CITIES)]}-{place}"
        for place in range(count)
    ]


def tariffs(count: int = 6, *, number: int = 2, shift: int = 0) -> ComparisonTable:
    """Return the table of a round; `shift` moves its figures, as another round would."""
    head = TableHead(
        TITLE,
        OWNER,
        "2026-35" if not shift else "2026-34",
        number,
        date(2026, 10, 20),
        ("Данные предоставлены администрациями городов.",),
    )
    given = answers(names(count), shift=shift)
    keys = [f"city-{place}" for place in range(count)]
    return consolidate(FORM, given, head=head, keys=keys)


def large(cities: int, rows: int) -> ComparisonTable:
    """Return a table of one section with so many rows."""
    lines = tuple(
        FormLine(
            Indicator(
                f"price.{place}",
                f"Средняя розничная цена товара № {place + 1} в торговых сетях города",
                rub("руб./кг"),
                direction=Direction.LOWER_BETTER,
            )
        )
        for place in range(rows)
    )
    form = IndicatorForm("Цены", (FormSection("prices", "Цены", lines),))
    given = [
        Answer(
            city,
            {
                Cell(f"price.{row}"): number(f"{30 + (place * 7 + row * 11) % 400}.{row % 10}0")
                for row in range(rows)
            },
        )
        for place, city in enumerate(names(cities))
    ]
    head = TableHead("Средние цены (числа сгенерированы)", OWNER, "2026-35", 1, date(2026, 10, 20))
    return consolidate(form, given, head=head, keys=[f"city-{n}" for n in range(cities)])
