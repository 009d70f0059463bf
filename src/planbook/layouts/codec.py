"""A layout as plain values (TOML, JSON, a form) and back, every field checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from planbook.layouts.constraints import Constraint, constraint_of, number_fault, text_fault
from planbook.layouts.errors import LayoutError
from planbook.layouts.fields import ITEM_FIELDS, PLAN_FIELDS
from planbook.layouts.layout import Layout
from planbook.layouts.template import template_fault

_P = TypeVar("_P")
_TEMPLATES = {"template": tuple(ITEM_FIELDS), "plan_template": tuple(PLAN_FIELDS)}
_NUMBER_ROLE = "number"


def layout_to_dict(layout: Layout) -> dict[str, Any]:
    """Return a layout as plain values, ready for JSON; every field is written out.

    >>> from planbook.layouts import layout_named
    >>> layout_to_dict(layout_named("sgcszr-plan"))["numbering"]["style"]
    'bullet'
    """
    return _encoded_part(layout)


def layout_from_dict(data: Mapping[str, Any]) -> Layout:
    """Read a layout from plain values; fields left out have their defaults.

    Raises:
        LayoutError: a field is unknown, missing, of another type or out of its bounds; its
            `field` says which, entries of lists counted from 1.

    >>> layout_from_dict({"name": "short", "title": "Краткий", "columns": []})
    Traceback (most recent call last):
    ...
    planbook.layouts.errors.LayoutError: Макет, поле «columns»: нужен хотя бы один столбец.
    """
    layout = _decoded_part(Layout, data, "")
    _check_columns(layout)
    return layout


def _encoded_part(part: Any) -> dict[str, Any]:
    names = (field.name for field in dataclasses.fields(part))
    return {name: _encoded(getattr(part, name)) for name in names}


def _encoded(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return _encoded_part(value)
    if isinstance(value, tuple):
        return [_encoded(entry) for entry in value]
    return value.value if isinstance(value, StrEnum) else value


def _decoded_part(part: type[_P], data: object, path: str) -> _P:
    if not isinstance(data, Mapping):
        raise LayoutError(path, "нужен набор полей.")
    fields = {field.name: field for field in dataclasses.fields(part)}  # type: ignore[arg-type]
    unknown = [str(name)[:40] for name in data if name not in fields]
    if unknown:
        raise LayoutError(_inside(path, unknown[0]), "такого поля нет.")
    values: dict[str, Any] = {}
    types = get_type_hints(part)
    for name, field in fields.items():
        constraint = constraint_of(field.metadata)
        is_required = field.default is dataclasses.MISSING and (
            field.default_factory is dataclasses.MISSING
        )
        if name in data:
            values[name] = _decoded(types[name], data[name], _inside(path, name), constraint)
        elif is_required:
            raise LayoutError(_inside(path, name), f"не указано: {constraint.label}.")
    return part(**values)


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _decoded(kind: Any, value: object, path: str, constraint: Constraint) -> Any:
    if get_origin(kind) is tuple:
        return _decoded_list(get_args(kind)[0], value, path, constraint)
    if dataclasses.is_dataclass(kind):
        return _decoded_part(kind, value, path)  # type: ignore[arg-type]
    if issubclass(kind, StrEnum):
        return _decoded_choice(kind, value, path)
    return _PLAIN[kind](value, path, constraint)


def _decoded_list(kind: Any, value: object, path: str, constraint: Constraint) -> tuple[Any, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise LayoutError(path, "нужен список.")
    if len(value) > constraint.entries:
        raise LayoutError(path, f"в списке больше {constraint.entries} частей.")
    return tuple(
        _decoded(kind, entry, f"{path}[{index}]", constraint)
        for index, entry in enumerate(value, start=1)
    )


def _decoded_choice(kind: type[StrEnum], value: object, path: str) -> StrEnum:
    names = [member.value for member in kind]
    if not isinstance(value, str) or value not in names:
        raise LayoutError(path, f"нужно одно из слов: {', '.join(names)}.")
    return kind(value)


def _text(value: object, path: str, constraint: Constraint) -> str:
    fault = text_fault(value, constraint)
    if not fault and constraint.shape in _TEMPLATES:
        fault = template_fault(str(value), _TEMPLATES[constraint.shape])
    if fault:
        raise LayoutError(path, fault)
    return str(value)


def _number(value: object, path: str, constraint: Constraint) -> float:
    fault = number_fault(value, constraint)
    if fault:
        raise LayoutError(path, fault)
    return float(value)  # type: ignore[arg-type]


def _switch(value: object, path: str, _constraint: Constraint) -> bool:
    if not isinstance(value, bool):
        raise LayoutError(path, "нужно true или false.")
    return value


_PLAIN: dict[type, Callable[[object, str, Constraint], Any]] = {
    str: _text,
    float: _number,
    bool: _switch,
}


def _check_columns(layout: Layout) -> None:
    sets = {"columns": layout.columns}
    for index, entry in enumerate(layout.section_columns, start=1):
        sets[f"section_columns[{index}].columns"] = entry.columns
    for path, columns in sets.items():
        if not columns:
            raise LayoutError(path, "нужен хотя бы один столбец.")
        if sum(column.role == _NUMBER_ROLE for column in columns) > 1:
            raise LayoutError(path, "столбец номеров может быть только один.")
        for index, column in enumerate(columns, start=1):
            if not column.header:
                raise LayoutError(f"{path}[{index}].header", "нужна хотя бы одна строка.")
            if not column.role and not column.template:
                raise LayoutError(f"{path}[{index}]", "нужны роль или шаблон.")
    groupings = [entry.grouping for entry in layout.section_columns]
    if len(set(groupings)) < len(groupings):
        raise LayoutError("section_columns", "один вид разделов описан дважды.")
    if layout.page.left + layout.page.right > 120 or layout.page.top + layout.page.bottom > 120:
        raise LayoutError("page", "поля занимают почти весь лист.")
