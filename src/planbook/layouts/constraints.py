"""What the fields of a layout may hold: written beside each field, checked in one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

_KEY = "constraint"
_T = TypeVar("_T")
_MAX_LINES = 12
_DASH = re.compile(r"[ \n]?[-–—][ \n]?")


@dataclass(frozen=True, slots=True)
class Constraint:
    """The Russian name of a field and its bounds.

    `most` is the greatest number, or the greatest length of a text; `entries` bounds how many
    entries a list has. `shape` names a further check: «template», «dash», «number_format», «name».
    """

    label: str
    least: float = 0
    most: float = 200
    entries: int = 0
    shape: str = ""
    is_multiline: bool = False


def text(label: str, most: int = 200, *, shape: str = "") -> Mapping[str, Any]:
    """Return the metadata of a text of one line."""
    return {_KEY: Constraint(label, most=most, shape=shape)}


def lines(label: str, most: int = 500, *, shape: str = "") -> Mapping[str, Any]:
    """Return the metadata of a text that may hold line breaks."""
    return {_KEY: Constraint(label, most=most, shape=shape, is_multiline=True)}


def many(label: str, entries: int = _MAX_LINES, most: int = 500, *, shape: str = "") -> Any:
    """Return the metadata of a list of texts, or of a list of parts."""
    constraint = Constraint(label, most=most, entries=entries, shape=shape, is_multiline=True)
    return {_KEY: constraint}


def number(label: str, least: float, most: float) -> Mapping[str, Any]:
    """Return the metadata of a number between two bounds, both included."""
    return {_KEY: Constraint(label, least=least, most=most)}


def named(label: str) -> Mapping[str, Any]:
    """Return the metadata of a choice, a switch or a part."""
    return {_KEY: Constraint(label)}


def constraint_of(metadata: Mapping[str, Any]) -> Constraint:
    """Return the constraint of a field."""
    constraint: Constraint = metadata[_KEY]
    return constraint


def text_fault(value: object, constraint: Constraint) -> str:
    """Return in Russian what is wrong with a text, an empty string when nothing is.

    >>> text_fault("Сроки", Constraint("заголовок", most=3))
    'текст длиннее 3 знаков.'
    """
    if not isinstance(value, str):
        return "нужен текст в кавычках."
    if len(value) > constraint.most:
        return f"текст длиннее {int(constraint.most)} знаков."
    if any(_is_control(char, constraint) for char in value):
        return "в тексте есть управляющие знаки или переводы строки, здесь они не нужны."
    if constraint.shape == "name" and not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", value):
        return "нужны строчные латинские буквы, цифры и дефис."
    if constraint.shape == "dash" and not _DASH.fullmatch(value):
        return "нужно тире или дефис, по сторонам может стоять пробел или перевод строки."
    if constraint.shape == "number_format" and (value.count("{n}") != 1 or len(value) > 20):
        return "нужен один знак {n} на месте номера, например «{n}.»."
    return ""


def number_fault(value: object, constraint: Constraint) -> str:
    """Return in Russian what is wrong with a number, an empty string when nothing is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "нужно число."
    if not constraint.least <= value <= constraint.most:
        return f"нужно число от {constraint.least:g} до {constraint.most:g}."
    return ""


def fitted(text: str, most: int) -> str:
    """Return a text from a document as a layout may hold it: no control signs, cut to a length.

    >>> fitted("Срок\\x07 проведения", 7)
    'Срок пр'
    """
    multiline = Constraint("", is_multiline=True)
    return "".join(char for char in text if not _is_control(char, multiline))[:most]


def _is_control(char: str, constraint: Constraint) -> bool:
    if char == "\n":
        return not constraint.is_multiline
    return unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}
