"""The form of a layout: what was typed as plain values, what is wrong with it, its rows moved."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, get_args, get_origin, get_type_hints

from django.http import QueryDict

from mezhgorod.registry.rules import slug_text
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.forms.layout_fields import (
    HEADER_FIELD,
    LEVEL_LINE,
    Data,
    LayoutViews,
    PartView,
    id_of,
    is_list_of_parts,
)
from planbook.layouts import Layout, LayoutError, layout_from_dict, layout_to_dict
from planbook.layouts.layout import MAX_COLUMNS
from planbook.plans import Grouping

# More rows than a layout may hold are read, so that the refusal can say so.
_MAX_ROWS = MAX_COLUMNS + 10
_MAX_ERRORS = 20
_STEP = re.compile(r"(?P<verb>add|up|down|remove):(?P<path>[a-z_.\d\[\]]{1,80})")
_TOKEN = re.compile(r"([a-z_]+)(?:\[(\d{1,3})\])?")
_MAX_NAME = 60
_LISTS = frozenset({"columns", "section_columns"})
# What stands in for a wrong value that cannot be left out while the next one is looked for.
_STAND_INS: Data = {"name": "x", "title": "x", "header": ["x"], "grouping": "none"}


class LayoutForm:
    """A layout as it is being edited. Nothing typed is lost while something is wrong with it."""

    def __init__(self, data: Data, *, roles: tuple[str, ...] = ()) -> None:
        self.data = data
        self.roles = roles
        self.refusals: dict[str, str] = {}

    @classmethod
    def of_layout(cls, layout: Layout, *, roles: tuple[str, ...] = ()) -> LayoutForm:
        """Return the form of a layout that is kept or comes with the program."""
        return cls(layout_to_dict(layout), roles=roles)

    @classmethod
    def of_post(cls, params: QueryDict, *, roles: tuple[str, ...] = ()) -> LayoutForm:
        """Return the form as a person sent it."""
        data = _read_part(Layout, params, "")
        # The name is for files and commands; people only see the title.
        words = slug_text(str(data.get("title", "")))[:_MAX_NAME].strip("-")
        data["name"] = params.get("name", "") or words
        return cls(data, roles=roles)

    @cached_property
    def errors(self) -> dict[str, str]:
        """What is wrong, by the path of the field; several fields are told at once."""
        rest, found = copy.deepcopy(self.data), {}
        for _ in range(_MAX_ERRORS):
            try:
                layout_from_dict(rest)
            except LayoutError as error:
                if error.field in found:
                    break
                found[error.field] = error.cause
                if not _drop(rest, error.field):
                    break
            else:
                break
        return found | self.refusals

    @cached_property
    def layout(self) -> Layout | None:
        """The layout, None while something is wrong with it."""
        return None if self.errors else layout_from_dict(self.data)

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """Every error: the place in the page it belongs to, the name of the field, the cause."""
        names = dict(_named(self.view))
        listed = []
        for path, cause in self.errors.items():
            name = path if path in names else path.rpartition("[")[0]
            listed.append((id_of(name), names.get(name, ""), cause))
        return listed

    def refuse(self, field: str, message: str) -> None:
        """Add what an action refused."""
        self.refusals[field] = message
        self.__dict__.pop("errors", None)

    @property
    def view(self) -> PartView:
        """The fields as the page shows them."""
        return LayoutViews(self.errors, self.roles).part(Layout, self.data)

    def step(self, command: str) -> str:
        """Add, remove or move a row as a button says; return the path of the row to go on with.

        A command of no button, or one that leads nowhere, changes nothing.
        """
        found = _STEP.fullmatch(command)
        if found is None:
            return ""
        verb, path = found["verb"], found["path"]
        rows, place = _rows_at(self.data, path)
        if rows is None:
            return ""
        if verb == "add":
            return self._added(rows, path)
        if place is None or not 0 <= place < len(rows):
            return ""
        return _moved(rows, place, verb, path)

    def _added(self, rows: list[Any], path: str) -> str:
        if len(rows) >= _MAX_ROWS:
            return path
        is_sets = path == "section_columns"
        rows.append(self._new_set(rows) if is_sets else self._new_column(rows))
        return f"{path}[{len(rows)}]"

    def _new_set(self, rows: list[Any]) -> Data:
        taken = {row.get("grouping") for row in rows}
        free = [one.value for one in (Grouping.LIST, *Grouping) if one.value not in taken]
        columns = copy.deepcopy(self.data.get("columns", []))
        return {"grouping": free[0] if free else Grouping.LIST.value, "columns": columns}

    def _new_column(self, rows: list[Any]) -> Data:
        taken = {row.get("role") for row in rows}
        offered = ("title", "timing", "place", "organizers", "note", "description", "audience")
        role = next((one for one in offered if one not in taken), "note")
        widths = [row.get("width") for row in rows if isinstance(row.get("width"), float)]
        width = round(sum(widths) / len(widths), 1) if widths else 10.0
        return {"header": [header_of_role(role)], "role": role, "template": "", "width": width}


def _named(part: PartView, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the words of every field: «Столбец 2, ширина»."""
    for field in part.fields.values():
        yield field.name, f"{prefix}, {field.label.lower()}" if prefix else field.label
    for one in part.parts.values():
        yield one.name, one.label
        yield from _named(one)
    for rows in part.lists.values():
        yield rows.name, rows.label
        for row in rows.rows:
            is_column = "role" in row.fields
            words = f"Столбец {row.number}" if is_column else ""
            words = f"{prefix}: {words.lower()}" if prefix and words else words
            yield row.name, words or rows.label
            yield from _named(row, words or rows.label)


def _read_part(kind: type[Any], params: QueryDict, path: str) -> Data:
    types = get_type_hints(kind)
    data: Data = {}
    for field in dataclasses.fields(kind):
        name = f"{path}.{field.name}" if path else field.name
        own = types[field.name]
        if is_list_of_parts(own):
            inner = get_args(own)[0]
            data[field.name] = [_read_part(inner, params, row) for row in _row_names(params, name)]
        elif dataclasses.is_dataclass(own):
            data[field.name] = _read_part(own, params, name)  # type: ignore[arg-type]
        elif own is bool:
            data[field.name] = name in params
        elif name in params:
            text = str(params[name]).replace("\r\n", "\n").replace("\r", "\n")
            data[field.name] = _value(own, text, f"{kind.__name__}.{field.name}")
    return data


def _row_names(params: QueryDict, path: str) -> list[str]:
    start = re.compile(rf"{re.escape(path)}\[(\d{{1,3}})\]\.")
    found = {int(match[1]) for name in params if (match := start.match(name))}
    return [f"{path}[{place}]" for place in sorted(found)[:_MAX_ROWS]]


def _value(kind: Any, text: str, key: str) -> Any:
    if kind is float:
        try:
            return float(text.replace(",", ".").strip())
        except ValueError:
            return text
    if get_origin(kind) is tuple:
        parts = re.split(LEVEL_LINE, text) if key == HEADER_FIELD else text.split("\n")
        return [part.strip() for part in parts if part.strip()]
    return text


def _steps(path: str) -> list[tuple[str, int | None]]:
    return [(name, int(place) - 1 if place else None) for name, place in _TOKEN.findall(path)]


def _rows_at(data: Data, path: str) -> tuple[list[Any] | None, int | None]:
    """Return the list a path leads to and the place in it, None for the list as a whole."""
    here: Any = data
    steps = _steps(path)
    for number, (name, place) in enumerate(steps, start=1):
        rows = here.get(name) if isinstance(here, Mapping) else None
        if not isinstance(rows, list):
            return None, None
        if number == len(steps):
            return (rows, place) if name in _LISTS else (None, None)
        if place is None or not 0 <= place < len(rows):
            return None, None
        here = rows[place]
    return None, None


def _moved(rows: list[Any], place: int, verb: str, path: str) -> str:
    start = path.rpartition("[")[0]
    if verb == "remove":
        del rows[place]
        return f"{start}[{max(place, 1)}]" if rows else start
    other = place - 1 if verb == "up" else place + 1
    if not 0 <= other < len(rows):
        return path
    rows[place], rows[other] = rows[other], rows[place]
    return f"{start}[{other + 1}]"


def _drop(data: Data, path: str) -> bool:
    """Take a wrong value out, so that the next one is found; False when it cannot be."""
    here: Any = data
    steps = _steps(path)
    for name, place in steps[:-1]:
        here = here.get(name) if isinstance(here, dict) else None
        if place is not None:
            here = here[place] if isinstance(here, list) and place < len(here) else None
    last = steps[-1][0] if steps else ""
    if not isinstance(here, dict) or last not in here or isinstance(here[last], dict):
        return False
    if isinstance(here[last], list) and any(isinstance(row, dict) for row in here[last]):
        return False
    if last in _STAND_INS:
        here[last] = _STAND_INS[last]
    else:
        del here[last]
    return True
