"""What is shown: the five exchanges of the report for 2024 and how many cities took part.

Topics and numbers stand in the report, rows of section V in the plan for 2023.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mezhgorod.exchanges.rules import Periodicity, Reading
from planbook.indicators import (
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    Question,
    Unit,
    UnitKind,
)
from planbook.indicators.starters import starter_named

OWNER = "Союз городов Центра и Северо-Запада России"
# Named in the plan and the report of the union beside its members that the report counts.
GUESTS = ("Нарьян-Мар", "Рыбинск", "Смоленск", "Суздаль", "Ярославль")
FIRST = "Вологда"  # whose contact person has an account in the demonstration


@dataclass(frozen=True, slots=True)
class Topic:
    """An exchange that is shown.

    Attributes:
        counted: cities that took part in 2024, after the report; `asked` are some more.
        row: how the row of the plan begins that the exchange fulfils, empty for none.
        periods: rounds that are sent out; none for quarters, which follow the calendar.
    """

    code: str
    title: str
    counted: int
    asked: int
    form: IndicatorForm
    periodicity: Periodicity
    row: str = ""
    partners: str = ""
    periods: tuple[str, ...] = ()
    starter_code: str = ""
    reading: Reading = Reading.MEMBERS

    @property
    def is_running(self) -> bool:
        """Whether a round goes on now."""
        return self.periodicity == Periodicity.QUARTER


def topics() -> tuple[Topic, ...]:
    """Return the exchanges in the order of the report."""
    return (
        Topic(
            "smart", "Реализация проекта «Умный город» (показ)", 19, 20, _starter("smart_city"),
            Periodicity.HALF_YEAR, periods=("2024-40", "2024-41"), starter_code="smart_city",
        ),
        Topic(
            "creative", "Потенциал креативных индустрий (показ)", 23, 24, _creative(),
            Periodicity.YEAR, periods=("2024",),
        ),
        Topic(
            "tariffs", "Ставки и тарифы на жилищно-коммунальные услуги для населения (показ)",
            25, 25, _starter("tariffs"), Periodicity.QUARTER, row="По ставкам и тарифам",
            starter_code="tariffs",
        ),
        Topic(
            "prices", "Средние цены на отдельные потребительские товары и услуги (показ)",
            22, 24, _starter("prices"), Periodicity.QUARTER, row="О средних ценах",
            starter_code="prices", reading=Reading.PUBLIC,
        ),
        Topic(
            "heads", "Мониторинг глав по социально-экономической ситуации (показ)", 19, 20,
            _heads(), Periodicity.ONCE, row="Мониторинг социально-экономической ситуации",
            partners="АСДГ, АГП, АМОГУ", periods=("2024-04",),
        ),
    )  # fmt: skip


def _starter(code: str) -> IndicatorForm:
    starter = starter_named(code)
    if starter is None:
        raise LookupError(code)
    return starter.form


def _creative() -> IndicatorForm:
    pieces, people = Unit(UnitKind.COUNT, "ед."), Unit(UnitKind.COUNT, "чел.")
    rows = (
        ("organizations", "Организации креативных индустрий", pieces),
        ("people", "Работают в них", people),
        ("places", "Площадки: творческие пространства, мастерские", pieces),
        ("events", "Городские мероприятия за год", pieces),
        ("support", "Поддержка из городского бюджета за год", Unit(UnitKind.MONEY, "тыс. руб.")),
    )
    lines = tuple(
        FormLine(
            Indicator(f"creative.{code}", name, unit, minimum=Decimal(0), decimals=0)
        )
        for code, name, unit in rows
    )  # fmt: skip
    question = Question("creative_support", "Какая поддержка креативных индустрий нужна?")
    section = FormSection("creative", "Креативные индустрии города", lines)
    return IndicatorForm("Потенциал креативных индустрий", (section,), questions=(question,))


def _heads() -> IndicatorForm:
    rows = (
        ("whole", "Положение в городе в целом"),
        ("budget", "Городской бюджет"),
        ("work", "Рынок труда"),
        ("business", "Дела предприятий"),
        ("investment", "Инвестиции"),
        ("income", "Доходы жителей"),
    )
    lines = tuple(
        FormLine(
            Indicator(
                f"heads.{code}", name, Unit(UnitKind.INDEX, "балл"), decimals=0,
                definition="Оценка главы: 1 — плохо, 5 — хорошо.",
                minimum=Decimal(1), maximum=Decimal(5),
            )
        )
        for code, name in rows
    )  # fmt: skip
    question = Question("heads_worry", "Что беспокоит больше всего?")
    section = FormSection("heads", "Оценка положения", lines)
    return IndicatorForm("Мониторинг глав", (section,), questions=(question,))
