"""Forms of exchanges and of the parts of their questionnaires: plain fields, read into values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from mezhgorod.exchanges.actions.keeping import MAX_DELAY, MAX_PURPOSE
from mezhgorod.exchanges.rules import Periodicity, Reading
from mezhgorod.website.forms.who_is_who import Lines, Words
from planbook.findings import Severity
from planbook.indicators import (
    MAX_DECIMALS,
    UNIT_KIND_WORDS,
    Aggregation,
    Direction,
    UnitKind,
)

_DIRECTIONS = {
    Direction.NEUTRAL: "не оценивается",
    Direction.HIGHER_BETTER: "чем больше, тем лучше",
    Direction.LOWER_BETTER: "чем меньше, тем лучше",
}
_AGGREGATIONS = {
    Aggregation.NONE: "не сводятся к одному",
    Aggregation.SUM: "сумма",
    Aggregation.MEAN: "среднее",
    Aggregation.MEDIAN: "медиана",
    Aggregation.RANGE: "от наименьшего до наибольшего",
}
_SEVERITIES = {
    Severity.WARNING: "предупреждать и просить пояснение",
    Severity.ERROR: "не принимать ответ",
}
_FORMULA_HINT = "Из кодов строк, чисел и знаков + − * / и скобок: 100 * loss / (sold + loss)."


class ExchangeForm(forms.Form):
    title = Words("Тема", 300, needed=True, hint="«Тарифы на жилищно-коммунальные услуги»")
    purpose = forms.CharField(
        label="Для чего", widget=Lines(3), max_length=MAX_PURPOSE, required=False
    )
    periodicity = forms.ChoiceField(label="Как часто", choices=Periodicity.choices)
    initiator = Words("Инициатор", 300, hint="Как в плане: «Комитет ГД по туризму».")
    partners = Words("Вместе с кем", 300, hint="Другие объединения: АСДГ, АГП.")
    operator = Words("Кто собирает", 300, hint="Город или организация.", names_from="operator")
    body = forms.ChoiceField(label="Секция", required=False)
    reading = forms.ChoiceField(label="Кто читает итоги", choices=Reading.choices)
    public_after_days = forms.IntegerField(
        label="Открыть всем через, дней",
        min_value=0,
        max_value=MAX_DELAY,
        initial=0,
        help_text="Считается от рассылки. Нужно, только если итоги читают все.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        bodies: Sequence[tuple[str, str]] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["body"].choices = [("", "без секции"), *bodies]  # type: ignore[attr-defined]


class HeadForm(forms.Form):
    title = Words("Название формы", 300, needed=True)
    instructions = forms.CharField(
        label="Как заполнять",
        widget=Lines(5),
        max_length=10_000,
        required=False,
        help_text="Общие указания: за какой период, с НДС или без, что делать, если услуги нет.",
    )


class SectionForm(forms.Form):
    heading = Words("Название раздела", 300, needed=True)
    repeated_for = Words(
        "Что повторяется",
        100,
        hint="Например «поставщик» или «ценовая зона». Пусто — раздел заполняют один раз.",
    )
    max_copies = forms.IntegerField(
        label="Сколько записей самое большее",
        min_value=1,
        max_value=100,
        initial=10,
        required=False,
    )


class LineForm(forms.Form):
    name = Words("Показатель", 300, needed=True)
    kind = forms.ChoiceField(
        label="Что это", choices=[(one.value, UNIT_KIND_WORDS[one]) for one in UnitKind]
    )
    unit = Words("Единица", 60, hint="Как печатается: руб./куб. м, тыс. чел., %.")
    definition = forms.CharField(
        label="Определение",
        widget=Lines(3),
        max_length=5000,
        required=False,
        help_text="Что именно считать. Другое определение начинает новый ряд значений.",
    )
    example = Words("Пример записи", 200, hint="42,15")
    contact = Words("У кого спросить", 300, hint="Отдел или учреждение, не фамилия.")
    note = forms.CharField(
        label="Указание под строкой", widget=Lines(2), max_length=2000, required=False
    )
    minimum = Words("Не меньше", 30)
    maximum = Words("Не больше", 30, hint="За этими границами значению не поверят.")
    decimals = forms.IntegerField(
        label="Знаков после запятой", min_value=0, max_value=MAX_DECIMALS, initial=2
    )
    direction = forms.ChoiceField(
        label="Что лучше", choices=[(one.value, words) for one, words in _DIRECTIONS.items()]
    )
    aggregation = forms.ChoiceField(
        label="Как сложить нескольких",
        choices=[(one.value, words) for one, words in _AGGREGATIONS.items()],
        help_text="Нескольких поставщиков города, несколько городов группы.",
    )
    is_per_inhabitant = forms.BooleanField(
        label="Есть смысл делить на число жителей", required=False
    )
    is_required = forms.BooleanField(
        label="Ответ или причина обязательны", required=False, initial=True
    )
    formula = forms.CharField(
        label="Вычисляется",
        widget=Lines(2),
        max_length=1000,
        required=False,
        help_text=f"{_FORMULA_HINT} Пусто — значение вписывает город.",
    )
    code = Words("Код", 60, hint="Латинскими буквами: tariff.water. Пусто — программа даст сама.")


class CheckForm(forms.Form):
    expression = forms.CharField(
        label="Что должно выполняться",
        widget=Lines(2),
        max_length=1000,
        help_text="Коды строк и один знак сравнения: part.a + part.b <= whole.",
    )
    message = Words("Что сказать, если нет", 500, hint="«Части вместе не больше целого»")
    severity = forms.ChoiceField(
        label="Если не выполняется",
        choices=[(one.value, words) for one, words in _SEVERITIES.items()],
    )


class QuestionForm(forms.Form):
    text = forms.CharField(label="Вопрос", widget=Lines(3), max_length=1000)
    hint = Words("Подсказка", 1000)
    is_required = forms.BooleanField(label="Без ответа не принимать", required=False)
    max_length = forms.IntegerField(
        label="Не длиннее, знаков", min_value=1, max_value=20_000, initial=5000
    )


class TableForm(forms.Form):
    file = forms.FileField(
        label="Файл Word, Excel, PDF или текст",
        help_text="Таблица, в шапке которой есть «Показатель» или «Наименование» и «Ед. изм.».",
    )
    how = forms.ChoiceField(
        label="Что сделать с черновиком формы",
        choices=[("append", "добавить разделы в конец"), ("replace", "заменить весь черновик")],
    )


class IndicatorWordsForm(forms.Form):
    """What may be corrected of an indicator in the directory without a new series."""

    name = Words("Показатель", 300, needed=True)
    example = Words("Пример записи", 200)
    contact = Words("У кого спросить", 300)
    minimum = Words("Не меньше", 30)
    maximum = Words("Не больше", 30)
    direction = forms.ChoiceField(
        label="Что лучше", choices=[(one.value, words) for one, words in _DIRECTIONS.items()]
    )


def direction_words(direction: Direction) -> str:
    """Return what is better, in words."""
    return _DIRECTIONS[direction]


def aggregation_words(aggregation: Aggregation) -> str:
    """Return how several values become one, in words."""
    return _AGGREGATIONS[aggregation]
