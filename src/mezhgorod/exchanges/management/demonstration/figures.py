"""Figures for show: the same city, period and row give the same figure on every machine.

Nobody has reported them. Orders of magnitude are round numbers, so that pages look as usual.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal

from planbook.indicators import (
    Cell,
    CellValue,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    UnitKind,
    tariff_parts,
)

MARK = "Показательные числа, созданы программой."
SHOWN_TEXT = "Показательный ответ, создан программой."
_A_QUARTER = 0.015  # by how much money grows
_MISSING, _WITHOUT_GAS, _TWO_SUPPLIERS, _OPTIONAL = 0.02, 0.15, 0.3, 0.4
_USUAL = {
    UnitKind.MONEY: 100.0, UnitKind.SHARE: 60.0, UnitKind.COUNT: 40.0,
    UnitKind.QUANTITY: 50.0, UnitKind.INDEX: 3.0,
}  # fmt: skip
_WORDS = {"waste.base": "на человека", "tariff.power_ranges": "да", "tariff.heat_price_zone": "нет"}
# Round orders of magnitude of what is not a hundred of its unit.
_ORDERS = {
    code: order
    for order, codes in {
        0.02: "norm.heat",
        2: "tariff.power_night waste.norm",
        4: "tariff.power_stove",
        6: "tariff.power_gas tariff.power_day",
        8: "tariff.power_second_range norm.heat_months tariff.gas_network smart.done"
        " tariff.water_change tariff.heat_change burden.index_limit",
        10: "housing.capital_repair housing.rent",
        14: "smart.projects",
        20: "price.salt price.cabbage burden.subsidy_share",
        30: "housing.upkeep_no_lift price.bus_card price.paracetamol price.soap",
        40: "tariff.water_cold tariff.sewerage tariff.water_technical housing.upkeep price.bus"
        " price.potato price.onion price.carrot price.beet",
        50: "price.petrol_92",
        60: "price.petrol_95 price.diesel price.flour price.sugar tariff.gas_bottle",
        80: "price.milk price.kefir price.bread_rye price.bread_wheat price.eggs",
        95: "waste.collection burden.collection housing.capital_repair_collection",
        200: "price.chicken price.tomato price.cucumber price.powder price.taxi price.kindergarten"
        " tariff.water_hot_single",
        400: "price.beef price.pork price.fish price.curd price.sausage price.haircut price.cinema"
        " price.pool price.museum",
        700: "tariff.waste_volume price.butter price.cheese price.canned_meat price.tea",
        900: "burden.subsidy_families",
        2_000: "tariff.heat price.firewood",
        3_000: "price.school_uniform price.hotel",
        6_000: "burden.standard_flat tariff.gas_heating",
        20_000: "price.rent_flat smart.spent",
        90_000: "burden.debt",
    }.items()
    for code in codes.split()
}


def drawn(*words: object) -> float:
    """Return a number from 0 up to 1 that depends on the words only.

    >>> drawn("Вологда", 1) == drawn("Вологда", 1) != drawn("Псков", 1)
    True
    """
    told = hashlib.sha256("|".join(map(str, words)).encode()).digest()
    return int.from_bytes(told[:6], "big") / 2**48


def shown_cells(
    form: IndicatorForm, city: str, period: int
) -> tuple[dict[Cell, CellValue], dict[str, list[str]]]:
    """Return all typed cells of a city in a period (quarters since 2024), and names of copies."""
    cells: dict[Cell, CellValue] = {}
    copies: dict[str, list[str]] = {}
    for section in form.sections:
        width = 1
        if section.is_repeated:
            width = 1 + (drawn(city, section.code) < _TWO_SUPPLIERS)
            name = section.repeated_for[:1].upper() + section.repeated_for[1:]
            copies[section.code] = [f"{name} {number}" for number in range(1, width + 1)]
        for line in section.lines:
            for copy in range(width if not line.formula else 0):
                value = _cell(section, line, (city, copy), period)
                cells[Cell(line.indicator.code, copy)] = value
    return cells, copies


def _cell(section: FormSection, line: FormLine, place: tuple[str, int], period: int) -> CellValue:
    city, _ = place
    code, kind = line.indicator.code, line.indicator.unit.kind
    is_left_out = not line.is_required and drawn(city, code, "optional") < _OPTIONAL
    if is_left_out or (section.code == "gas" and drawn(city, "gas") < _WITHOUT_GAS):
        return CellValue(missing=MissingReason.NOT_APPLICABLE)
    if drawn(*place, code, "missing") < _MISSING:
        return CellValue(missing=MissingReason.NO_DATA)
    if kind is UnitKind.TEXT:
        return CellValue(text=_WORDS.get(code, SHOWN_TEXT))
    factor = _factor(section, place)
    if kind is UnitKind.FORMULA:
        water = _typed(40 * factor * _growth(period))
        heat = _typed(2_000 * factor * _growth(period))
        text = f"{water} руб./куб. м + {heat} руб./Гкал"
        return CellValue(text=text, parts=tariff_parts(text))
    order = _ORDERS.get(code, _USUAL[kind]) * factor * (0.98 + 0.04 * drawn(*place, code))
    growth = _growth(period) if kind is UnitKind.MONEY else 1.0
    number = order * growth * (0.995 + 0.01 * drawn(*place, code, period, "noise"))
    return CellValue(number=_within(line.indicator, number))


def _factor(section: FormSection, place: tuple[str, int]) -> float:
    """How dear a city is: one factor in all rows of a section, so that relations of rows hold."""
    return 0.8 + 0.4 * drawn(*place, section.code)


def _growth(period: int) -> float:
    return float((1 + _A_QUARTER) ** period)


def _typed(number: float) -> str:
    return f"{number:,.2f}".replace(",", " ").replace(".", ",")


def _within(indicator: Indicator, number: float) -> Decimal:
    highest = 99.5 if indicator.unit.kind is UnitKind.SHARE else number
    if indicator.maximum is not None:
        highest = min(highest, float(indicator.maximum))
    return Decimal(f"{min(number, highest):.{indicator.decimals}f}")
