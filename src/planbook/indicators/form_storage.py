"""The JSON form of indicators and forms, read back strictly.

What is as usual is left out, so that a new field with a usual value changes no checksum.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

from planbook.findings import Severity
from planbook.indicators.field_reading import Fields, Problems
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm, LineCheck, Question
from planbook.indicators.formula_grammar import MAX_FORMULA_LENGTH
from planbook.indicators.indicators import Aggregation, Direction, Indicator, Unit, UnitKind
from planbook.indicators.numerals import MAX_DECIMALS

MAX_LINES = 500
MAX_COPIES = 100
MAX_ANSWER_LENGTH = 20_000
MAX_VERSION = 32_767


def indicator_to_dict(indicator: Indicator) -> dict[str, Any]:
    """Return the JSON form of an indicator; what is as usual is left out.

    >>> indicator_to_dict(Indicator("tariff.water", "Вода", Unit(UnitKind.MONEY, "руб./куб. м")))
    {'code': 'tariff.water', 'name': 'Вода', 'unit': {'kind': 'money', 'name': 'руб./куб. м'}}
    """
    told: dict[str, Any] = _told(indicator)
    return told


def indicator_from_dict(data: Mapping[str, Any]) -> Indicator:
    """Read back an indicator.

    Raises:
        FormError: unknown, wrong or too long fields, all of them.

    >>> from planbook.indicators import FormError
    >>> try:
    ...     indicator_from_dict({"code": "вода", "name": "Вода", "unit": {"kind": "money"}})
    ... except FormError as error:
    ...     print(error)
    code: Код пишут латинскими буквами, цифрами, «_» и точками: tariff.water.
    """
    problems = Problems()
    indicator = _indicator(Fields(data, "", problems))
    problems.ensure_none()
    return indicator


def form_to_dict(form: IndicatorForm) -> dict[str, Any]:
    """Return the JSON form of a form; what is as usual is left out.

    >>> form_to_dict(IndicatorForm("Тарифы", ()))
    {'title': 'Тарифы', 'sections': []}
    """
    told: dict[str, Any] = _told(form)
    return told


def form_from_dict(data: Mapping[str, Any]) -> IndicatorForm:
    """Read back a form. Formulas are only bounded here, `formula_findings` looks into them.

    Raises:
        FormError: unknown, wrong or too long fields, all of them.

    >>> form_from_dict({"title": "Тарифы", "sections": []}).title
    'Тарифы'
    """
    problems = Problems()
    form = read_form(Fields(data, "", problems))
    problems.ensure_none()
    return form


def form_digest(form: IndicatorForm) -> str:
    """Return the checksum (SHA-256, hexadecimal) of all that a form asks.

    >>> form_digest(IndicatorForm("Тарифы", ()))[:12]
    '45d77c06e0e0'
    """
    told = json.dumps(form_to_dict(form), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def _told(value: Any) -> Any:
    """A dataclass as JSON without the fields that are as usual."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_told(entry) for entry in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    contents = ((field, getattr(value, field.name)) for field in fields(value))
    return {
        field.name: _told(content)
        for field, content in contents
        if field.default is MISSING or content != field.default
    }


def _indicator(given: Fields) -> Indicator:
    unit = given.entry("unit")
    indicator = Indicator(
        code=given.code("code"),
        name=given.text("name", 300, is_required=True),
        unit=Unit(unit.choice("kind", UnitKind, usual=UnitKind.INDEX), unit.text("name", 60)),
        version=given.whole("version", 1, MAX_VERSION, usual=1),
        definition=given.text("definition", 5000),
        example=given.text("example", 200),
        contact=given.text("contact", 300),
        minimum=given.number("minimum"),
        maximum=given.number("maximum"),
        decimals=given.whole("decimals", 0, MAX_DECIMALS, usual=2),
        direction=given.choice("direction", Direction, usual=Direction.NEUTRAL),
        aggregation=given.choice("aggregation", Aggregation, usual=Aggregation.NONE),
        is_per_inhabitant=given.flag("is_per_inhabitant", usual=False),
        since=given.day("since"),
        until=given.day("until"),
    )
    unit.end()
    given.end()
    low, high = indicator.minimum, indicator.maximum
    if low is not None and high is not None and low > high:
        given.tell("maximum", "Верхняя граница меньше нижней.")
    if indicator.since and indicator.until and indicator.since > indicator.until:
        given.tell("until", "Показатель перестают собирать раньше, чем начинают.")
    return indicator


def read_form(given: Fields) -> IndicatorForm:
    """Return the form of a JSON object that may be a part of another; problems are noted."""

    def inner(name: str, limit: int) -> list[Fields]:
        return [Fields(data, path, given.problems) for path, data in given.entries(name, limit)]

    form = IndicatorForm(
        title=given.text("title", 300, is_required=True),
        sections=tuple(_section(entry) for entry in inner("sections", 50)),
        version=given.whole("version", 1, MAX_VERSION, usual=1),
        instructions=given.text("instructions", 10_000),
        checks=tuple(_check(entry) for entry in inner("checks", 200)),
        questions=tuple(_question(entry) for entry in inner("questions", 50)),
    )
    given.end()
    if len(form.lines) > MAX_LINES:
        given.tell("sections", f"Строк {len(form.lines)}, а бывает не больше {MAX_LINES}.")
    _tell_twice(given, "sections", (section.code for section in form.sections), "раздела")
    _tell_twice(given, "sections", (line.indicator.code for line in form.lines), "показателя")
    _tell_twice(given, "questions", (question.code for question in form.questions), "вопроса")
    return form


def _tell_twice(given: Fields, name: str, codes: Iterable[str], of_what: str) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            given.tell(name, f"Код {of_what} «{code}» стоит дважды. Измените один из них.")
        seen.add(code)


def _section(given: Fields) -> FormSection:
    section = FormSection(
        code=given.code("code"),
        heading=given.text("heading", 300),
        lines=tuple(
            _line(Fields(data, path, given.problems))
            for path, data in given.entries("lines", MAX_LINES)
        ),
        repeated_for=given.text("repeated_for", 100),
        max_copies=given.whole("max_copies", 1, MAX_COPIES, usual=1),
    )
    given.end()
    if section.max_copies > 1 and not section.is_repeated:
        given.tell("max_copies", "Раздел не повторяется. Впишите, для кого он повторяется.")
    return section


def _line(given: Fields) -> FormLine:
    line = FormLine(
        indicator=_indicator(given.entry("indicator")),
        formula=given.text("formula", MAX_FORMULA_LENGTH),
        is_required=given.flag("is_required", usual=True),
        note=given.text("note", 2000),
    )
    given.end()
    return line


def _check(given: Fields) -> LineCheck:
    check = LineCheck(
        expression=given.text("expression", MAX_FORMULA_LENGTH, is_required=True),
        message=given.text("message", 500),
        severity=given.choice("severity", Severity, usual=Severity.WARNING),
    )
    given.end()
    return check


def _question(given: Fields) -> Question:
    question = Question(
        code=given.code("code"),
        text=given.text("text", 1000, is_required=True),
        hint=given.text("hint", 1000),
        is_required=given.flag("is_required", usual=False),
        max_length=given.whole("max_length", 1, MAX_ANSWER_LENGTH, usual=5000),
    )
    given.end()
    return question
