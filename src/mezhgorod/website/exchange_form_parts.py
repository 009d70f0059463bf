"""A form of an exchange taken apart for its builder: one part edited, moved, added, removed.

A part is named by where it stands: «head», «s0» a section, «s0.l2» a row, «c1» a check, «q0» a
question; «s+», «s0.l+», «c+», «q+» is a new one.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms

from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.exchange_keeping import (
    CheckForm,
    HeadForm,
    LineForm,
    QuestionForm,
    SectionForm,
)
from planbook.indicators import (
    FormError,
    FormLine,
    FormSection,
    IndicatorForm,
    form_from_dict,
    form_to_dict,
)
from planbook.indicators.form_reading import code_of_name, free_code, line_of_words

Data = dict[str, Any]
_PART = re.compile(
    r"(?P<head>head)|s(?P<section>\d{1,2}|\+)(?:\.l(?P<line>\d{1,3}|\+))?"
    r"|c(?P<check>\d{1,3}|\+)|q(?P<question>\d{1,2}|\+)"
)
_LISTS = {"check": "checks", "question": "questions"}
_FORMS: dict[str, type[forms.Form]] = {
    "head": HeadForm,
    "section": SectionForm,
    "line": LineForm,
    "check": CheckForm,
    "question": QuestionForm,
}
_WORDS = {
    "head": "название и указания",
    "section": "раздел",
    "line": "строка",
    "check": "проверка",
    "question": "вопрос",
}
_UNKNOWN = "Этой части формы уже нет. Обновите страницу."
_MAX_PASTED = 200


class Part:
    """One part of a form that is being edited."""

    def __init__(self, form: IndicatorForm, name: str) -> None:
        """Find the part.

        Raises:
            RuleViolation: there is no such part.
        """
        found = _PART.fullmatch(name)
        if found is None:
            raise RuleViolation("form.no_part", _UNKNOWN)
        self.name = name
        self.data = _full(form)
        self.kind, self.rows, self.place = self._where(found)

    def _where(self, found: re.Match[str]) -> tuple[str, list[Data], int | None]:
        if found["head"]:
            return "head", [], None
        if found["section"] is not None:
            sections = self.data["sections"]
            if found["line"] is None:
                return "section", sections, _place(found["section"], sections)
            if found["section"] == "+":
                raise RuleViolation("form.no_part", _UNKNOWN)
            own = sections[_place(found["section"], sections) or 0]["lines"]
            return "line", own, _place(found["line"], own)
        kind = "check" if found["check"] is not None else "question"
        rows = self.data[_LISTS[kind]]
        return kind, rows, _place(found[kind], rows)

    @property
    def is_new(self) -> bool:
        """Whether it is not in the form yet."""
        return self.place is None and self.kind != "head"

    @property
    def words(self) -> str:
        """What kind of part it is, in words."""
        return _WORDS[self.kind]

    @property
    def current(self) -> Data:
        """What stands in the form now."""
        if self.kind == "head":
            return self.data
        return self.rows[self.place] if self.place is not None else {}

    def form(self, params: Any = None) -> forms.Form:
        """Return the fields of the part, with what is stored or what was sent."""
        return _FORMS[self.kind](params, initial=_initial(self.kind, self.current))

    def saved(self, values: Data) -> IndicatorForm:
        """Return the whole form with the part as it was typed.

        Raises:
            RuleViolation: something in it cannot be; `field` is the field of the part.
        """
        told = _told(self.kind, values, self.current, _codes(self.data))
        if self.kind == "head":
            self.data |= told
        elif self.place is None:
            self.rows.append(told)
        else:
            self.rows[self.place] = told
        return _read(self.data)

    def moved(self, step: int) -> IndicatorForm:
        """Return the form with the part one place up or down; a row goes into the next section."""
        place = self.place
        if place is None:
            raise RuleViolation("form.no_part", _UNKNOWN)
        other = place + step
        if 0 <= other < len(self.rows):
            self.rows[place], self.rows[other] = self.rows[other], self.rows[place]
        elif self.kind == "line":
            self._into_neighbour(step)
        return _read(self.data)

    def _into_neighbour(self, step: int) -> None:
        sections = self.data["sections"]
        home = next(number for number, one in enumerate(sections) if one["lines"] is self.rows)
        if 0 <= home + step < len(sections) and self.place is not None:
            line = self.rows.pop(self.place)
            target = sections[home + step]["lines"]
            target.insert(len(target) if step < 0 else 0, line)

    def removed(self) -> IndicatorForm:
        """Return the form without the part."""
        if self.place is None:
            raise RuleViolation("form.no_part", _UNKNOWN)
        del self.rows[self.place]
        return _read(self.data)

    def with_lines(self, text: str) -> IndicatorForm:
        """Return the form with rows typed as a list added to this section.

        Raises:
            RuleViolation: it is no section, or the list is too long.
        """
        if self.kind != "section" or self.place is None:
            raise RuleViolation("form.no_part", _UNKNOWN)
        typed = [line for line in text.replace("\x00", " ").splitlines() if line.strip()]
        if len(typed) > _MAX_PASTED:
            message = f"Строк {len(typed)}, а за один раз добавляется не больше {_MAX_PASTED}."
            raise RuleViolation("form.too_many", message)
        taken = _codes(self.data)
        for line in typed:
            name, _, unit = (piece.strip() for piece in _split(line))
            made = line_of_words(name, unit, taken)
            taken.add(made.indicator.code)
            self.current["lines"].append(form_line_data(made))
        return _read(self.data)


def form_line_data(line: FormLine) -> Data:
    """Return the storage form of one row."""
    form = IndicatorForm("x", (FormSection("x", "", (line,)),))
    data: Data = form_to_dict(form)["sections"][0]["lines"][0]
    return data


def number_words(text: str) -> str | None:
    """Return a typed bound as storage writes it, None for an empty field.

    Raises:
        RuleViolation: it is no number; the caller names the field.
    """
    plain = re.sub(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", "", text)
    plain = plain.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not plain:
        return None
    if not re.fullmatch(r"-?\d{1,18}(?:\.\d{1,9})?", plain):
        message = "Здесь ждут число, например 12,5, или ничего."
        raise RuleViolation("form.bound", message)
    return plain


def _place(text: str, rows: list[Data]) -> int | None:
    if text == "+":
        return None
    if int(text) >= len(rows):
        raise RuleViolation("form.no_part", _UNKNOWN)
    return int(text)


def _full(form: IndicatorForm) -> Data:
    data: Data = {"checks": [], "questions": []} | form_to_dict(form)
    return data


def _read(data: Data) -> IndicatorForm:
    try:
        return form_from_dict(data)
    except FormError as wrong:
        field = wrong.path.rpartition(".")[2]
        field = "kind" if wrong.path.endswith("unit.kind") else field
        field = "unit" if wrong.path.endswith("unit.name") else field
        raise RuleViolation("form.wrong", wrong.message, field) from wrong


def _codes(data: Data) -> set[str]:
    codes = {line["indicator"]["code"] for one in data["sections"] for line in one["lines"]}
    codes |= {one["code"] for one in data["sections"]}
    return codes | {one["code"] for one in data["questions"]}


def _split(line: str) -> tuple[str, str, str]:
    for sign in ("\t", ";"):
        if sign in line:
            return line.partition(sign)
    return line, "", ""


def _initial(kind: str, current: Data) -> Data | None:
    if not current:
        return None
    if kind != "line":
        return dict(current)
    indicator = current["indicator"]
    bounds = {
        name: str(indicator.get(name) or "").replace(".", ",") for name in ("minimum", "maximum")
    }
    own = {name: current[name] for name in ("formula", "note") if name in current}
    unit = {"kind": indicator["unit"]["kind"], "unit": indicator["unit"].get("name", "")}
    required = {"is_required": current.get("is_required", True)}
    initial: Data = indicator | bounds | own | unit | required
    return initial


def _told(kind: str, values: Data, current: Data, taken: set[str]) -> Data:
    typed = {name: _one_kind_of_lines(value) for name, value in values.items()}
    if kind == "line":
        return _line_told(typed, current, taken)
    if kind == "section":
        repeated = typed["repeated_for"]
        copies = {"max_copies": typed["max_copies"] or 10} if repeated else {}
        kept = {"code": current.get("code") or free_code("section1", taken)}
        return kept | {
            "heading": typed["heading"],
            "lines": current.get("lines", []),
            "repeated_for": repeated,
            **copies,
        }
    if kind == "question":
        code = current.get("code") or free_code("question1", taken)
        return typed | {"code": code}
    return typed


def _line_told(typed: Data, current: Data, taken: set[str]) -> Data:
    before: Data = current.get("indicator", {})
    code = typed["code"] or before.get("code") or free_code(code_of_name(typed["name"]), taken)
    names = ("name", "definition", "example", "contact", "decimals", "direction", "aggregation")
    indicator = {name: typed[name] for name in (*names, "is_per_inhabitant")}
    # What the page does not show stays as it was.
    kept = {name: before[name] for name in ("version", "since", "until") if name in before}
    for bound in ("minimum", "maximum"):
        try:
            number = number_words(typed[bound])
        except RuleViolation as wrong:
            raise RuleViolation(wrong.code, wrong.message, bound) from wrong
        if number is not None:
            indicator[bound] = number
    unit = {"kind": typed["kind"], "name": typed["unit"]}
    own = {name: typed[name] for name in ("formula", "note", "is_required")}
    return own | {"indicator": kept | indicator | {"code": code, "unit": unit}}


def _one_kind_of_lines(value: Any) -> Any:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
