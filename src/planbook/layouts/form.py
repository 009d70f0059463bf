"""A layout as fields of a form: Russian names, kinds and bounds, from the layout itself."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from planbook.documents.printed import Align
from planbook.layouts.constraints import Constraint, constraint_of
from planbook.layouts.layout import (
    HeadingPlace,
    Merging,
    NoteMarks,
    NumberingStyle,
    NumeralStyle,
    Order,
    PageSize,
    RegionStyle,
    SectionRule,
    Source,
    UndatedPlace,
    YearStyle,
)
from planbook.plans import Grouping


class FieldKind(StrEnum):
    """What a field of a form holds."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    TEXT_LIST = "text_list"
    PART = "part"
    PART_LIST = "part_list"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field: its `name` in the plain form of a layout, its Russian `label`, its bounds.

    `most` is the greatest number or length, `entries` the greatest length of a list. `choices` are
    pairs of value and Russian name; `fields` are those of a part, or of one entry of a list.
    """

    name: str
    label: str
    kind: FieldKind
    least: float = 0
    most: float = 0
    entries: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple[FormField, ...] = ()


def form_fields(part: type) -> tuple[FormField, ...]:
    """Return the fields of a layout, or of a part of one, in order.

    >>> from planbook.layouts import PageSetup
    >>> [field.label for field in form_fields(PageSetup)][:2]
    ['формат листа', 'альбомная ориентация']
    """
    types = get_type_hints(part)
    return tuple(
        _field(field.name, types[field.name], constraint_of(field.metadata))
        for field in dataclasses.fields(part)
    )


def choice_label(choice: StrEnum) -> str:
    """Return the Russian name of a choice.

    >>> choice_label(Merging.EQUAL)
    'все одинаковые'
    """
    return _CHOICES[type(choice)][choice.value]


def _field(name: str, kind: Any, constraint: Constraint) -> FormField:
    bounds = FormField(
        name,
        constraint.label,
        FieldKind.LINES if constraint.is_multiline else FieldKind.TEXT,
        constraint.least,
        constraint.most,
        constraint.entries,
    )
    replace = dataclasses.replace
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if dataclasses.is_dataclass(inner):
            return replace(bounds, kind=FieldKind.PART_LIST, fields=form_fields(inner))  # type: ignore[arg-type]
        return replace(bounds, kind=FieldKind.TEXT_LIST)
    if dataclasses.is_dataclass(kind):
        return replace(bounds, kind=FieldKind.PART, fields=form_fields(kind))  # type: ignore[arg-type]
    if kind is bool:
        return replace(bounds, kind=FieldKind.SWITCH)
    if kind is float:
        return replace(bounds, kind=FieldKind.NUMBER)
    if issubclass(kind, StrEnum):
        choices = tuple((choice.value, choice_label(choice)) for choice in kind)
        return replace(bounds, kind=FieldKind.CHOICE, choices=choices)
    return bounds


_CHOICES: dict[type[StrEnum], dict[str, str]] = {
    PageSize: {"A3": "A3", "A4": "A4", "A5": "A5", "Letter": "Letter"},
    Align: {
        "left": "по левому краю",
        "center": "по центру",
        "right": "по правому краю",
        "justify": "по ширине",
    },
    Merging: {
        "none": "не объединять",
        "inherited": "как в документе",
        "equal": "все одинаковые",
    },
    NumberingStyle: {
        "none": "без номеров",
        "bullet": "маркер",
        "continuous": "сквозная",
        "restart": "заново в каждом разделе",
        "hierarchical": "с номером раздела: 1.1",
        "as_printed": "как напечатано",
    },
    NumeralStyle: {
        "as_printed": "как напечатано",
        "none": "без номера",
        "roman": "римскими цифрами",
        "arabic": "арабскими цифрами",
    },
    HeadingPlace: {"row": "строкой таблицы", "paragraph": "абзацем между таблицами"},
    SectionRule: {
        "as_in_plan": "как в плане",
        "none": "без разделов",
        "month": "по месяцам",
        "quarter": "по кварталам",
    },
    Order: {
        "author": "как у автора",
        "automatic": "по сроку",
        "alphabetical": "по алфавиту",
    },
    UndatedPlace: {"end": "в конце раздела", "in_place": "где поставил автор"},
    Source: {"verbatim": "словами автора", "composed": "составлять"},
    YearStyle: {"when_needed": "если не ясен из периода", "always": "всегда"},
    RegionStyle: {"full": "полностью", "elliptic": "с общим словом: Калужская, Брянская области"},
    NoteMarks: {"as_printed": "как напечатано", "numbered": "по порядку: ¹, ², ³"},
    Grouping: {
        "theme": "темы",
        "department": "подразделения",
        "sphere": "сферы",
        "quarter": "кварталы",
        "month": "месяцы",
        "list": "списки",
        "none": "без заголовка",
    },
}
