"""Fields of the form of a layout, made from the layout itself: a field that a layout gains is in
the form at once, with its Russian name and its bounds.

Names of fields are the paths that `LayoutError.field` speaks of: «columns[2].width».
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.text import capfirst

from mezhgorod.website.board.evidence import ROLE_NAMES, header_of_role
from mezhgorod.website.layout_words import HINTS, LABELS, VALUE_WORDS
from planbook.layouts.constraints import Constraint, constraint_of

Data = dict[str, Any]
ROLE_FIELD = "LayoutColumn.role"
HEADER_FIELD = "LayoutColumn.header"
# A header keeps its own line breaks, so a line with a sign of its own parts the levels.
LEVEL_LINE = re.compile(r"(?:^|\n)[ \t]*/[ \t]*(?=\n|$)")
_NO_ROLE = "только шаблон"
_DASHES = {"-": "дефис", "–": "тире", "—": "длинное тире"}
_SIDES = {
    ("", ""): "без пробелов",
    (" ", " "): "с пробелами",
    ("", "\n"): "и новая строка",
    (" ", "\n"): "с пробелом и новая строка",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: `kind` is text, lines, number, switch or choice."""

    name: str
    label: str
    kind: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""
    hint: str = ""
    most: int = 0
    rows: int = 2

    @property
    def id(self) -> str:
        return id_of(self.name)


@dataclass(frozen=True, slots=True)
class PartView:
    """Fields and lists of one part of a layout, with what is wrong with the part as a whole."""

    name: str
    label: str
    fields: dict[str, FieldView] = field(default_factory=dict)
    lists: dict[str, ListView] = field(default_factory=dict)
    parts: dict[str, PartView] = field(default_factory=dict)
    error: str = ""
    number: int = 0

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def has_error(self) -> bool:
        below: list[ListView | PartView] = [*self.lists.values(), *self.parts.values()]
        of_fields = any(one.error for one in self.fields.values())
        return bool(self.error) or of_fields or any(one.has_error for one in below)


@dataclass(frozen=True, slots=True)
class ListView:
    """Parts in order: columns, column sets of sections."""

    name: str
    label: str
    rows: tuple[PartView, ...]
    error: str = ""

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def has_error(self) -> bool:
        return bool(self.error) or any(row.has_error for row in self.rows)


def id_of(name: str) -> str:
    """Return the identifier of a field in the page.

    >>> id_of("columns[2].width")
    'columns-2-width'
    """
    return name.replace("].", "-").replace("[", "-").replace(".", "-").rstrip("]")


@dataclass(frozen=True, slots=True)
class LayoutViews:
    """Builds the views: `errors` by path, `roles` offered beside the usual ones."""

    errors: Mapping[str, str]
    roles: tuple[str, ...] = ()

    def part(self, kind: type[Any], data: Mapping[str, Any], name: str = "") -> PartView:
        """Return a part with its values as a form shows them.

        `data` are plain values, as `layout_to_dict` gives them or as a person typed them.
        """
        view = PartView(name, "", error=self.errors.get(name, "") if name else "")
        types = get_type_hints(kind)
        for one in dataclasses.fields(kind):
            path = f"{name}.{one.name}" if name else one.name
            own, key = types[one.name], f"{kind.__name__}.{one.name}"
            value = data.get(one.name, None if one.default is dataclasses.MISSING else one.default)
            constraint = constraint_of(one.metadata)
            label = capfirst(LABELS.get(key, constraint.label))
            if is_list_of_parts(own):
                rows = self._rows(get_args(own)[0], value or (), path)
                view.lists[one.name] = ListView(path, label, rows, self.errors.get(path, ""))
            elif dataclasses.is_dataclass(own):
                inner = self.part(own, value or {}, path)  # type: ignore[arg-type]
                view.parts[one.name] = dataclasses.replace(inner, label=label)
            else:
                bare = FieldView(path, label, "", error=self._error(path), hint=HINTS.get(key, ""))
                view.fields[one.name] = self._field(bare, own, value, constraint, key)
        return view

    def _rows(
        self, kind: type[Any], entries: Iterable[Mapping[str, Any]], path: str
    ) -> tuple[PartView, ...]:
        return tuple(
            dataclasses.replace(self.part(kind, entry, f"{path}[{place}]"), number=place)
            for place, entry in enumerate(entries, start=1)
        )

    def _error(self, path: str) -> str:
        """Return what is wrong with a field, or with one line of it."""
        of_lines = (cause for name, cause in self.errors.items() if name.startswith(f"{path}["))
        return self.errors.get(path) or next(of_lines, "")

    def _field(
        self, bare: FieldView, kind: Any, value: Any, constraint: Constraint, key: str
    ) -> FieldView:
        most = int(constraint.most)
        if kind is bool:
            return replace(bare, kind="switch", value="on" if value else "")
        if kind is float:
            return replace(bare, kind="number", value=number_words(value))
        if get_origin(kind) is tuple:
            words = lines_words(value or (), key)
            return replace(bare, kind="lines", value=words, rows=words.count("\n") + 2)
        text = "" if value is None else str(value)
        choices = self._choices(kind, text, constraint, key)
        if choices:
            return replace(bare, kind="choice", value=text, choices=choices)
        look = "lines" if constraint.is_multiline else "text"
        return replace(bare, kind=look, value=text, most=most)

    def _choices(
        self, kind: Any, value: str, constraint: Constraint, key: str
    ) -> tuple[tuple[str, str], ...]:
        if key == ROLE_FIELD:
            names = dict.fromkeys((*ROLE_NAMES, *self.roles))
            offered = [(role, header_of_role(role)) for role in names]
            offered.append(("", _NO_ROLE))
        elif constraint.shape == "dash":
            offered = _dashes()
        elif issubclass(kind, StrEnum):
            offered = list(VALUE_WORDS[kind].items())
        else:
            return ()
        is_known = value in dict(offered)
        return (*offered, *(() if is_known else ((value, header_of_role(value)),)))


def is_list_of_parts(kind: Any) -> bool:
    """Tell whether a field holds parts in order."""
    return get_origin(kind) is tuple and dataclasses.is_dataclass(get_args(kind)[0])


def number_words(value: object) -> str:
    """Return a number as people write it, anything else as it was typed.

    >>> number_words(12.5)
    '12,5'
    """
    return f"{value:g}".replace(".", ",") if isinstance(value, float | int) else str(value or "")


def lines_words(entries: Iterable[object], key: str) -> str:
    """Return a list of texts as one text: a line each, levels of a header parted by «/»."""
    if key == HEADER_FIELD:
        return "\n/\n".join(str(entry) for entry in entries)
    return "\n".join(str(entry) for entry in entries)


def _dashes() -> list[tuple[str, str]]:
    return [
        (f"{before}{sign}{after}", f"{name} {words}")
        for sign, name in _DASHES.items()
        for (before, after), words in _SIDES.items()
    ]
