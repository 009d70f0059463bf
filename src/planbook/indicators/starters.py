"""Ready exchanges: a union takes one and may ask its cities on the same day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from planbook.indicators.form_storage import form_from_dict
from planbook.indicators.forms import IndicatorForm
from planbook.indicators.indicators import NUMERIC_KINDS

STARTER_CODES = ("tariffs", "prices", "economy", "budgets", "housing", "smart_city")
# Told once at the head of a section or of the whole set instead of with every row.
_INHERITED = ("unit", "decimals", "direction", "aggregation", "contact", "minimum", "maximum")


@dataclass(frozen=True, slots=True)
class StarterExchange:
    """A ready exchange.

    Attributes:
        code: stable ASCII code.
        periodicity: once, month, quarter, half_year or year.
        source: where the definitions come from, in Russian.
    """

    code: str
    title: str
    purpose: str
    periodicity: str
    source: str
    form: IndicatorForm


@lru_cache(maxsize=1)
def starter_exchanges() -> tuple[StarterExchange, ...]:
    """Return the ready exchanges; they carry no figures, only what is asked.

    >>> [starter.code for starter in starter_exchanges()][:2]
    ['tariffs', 'prices']
    """
    return tuple(_starter(code) for code in STARTER_CODES)


def starter_named(code: str) -> StarterExchange | None:
    """Return a ready exchange by its code, None for an unknown one.

    >>> starter_named("budgets").periodicity
    'quarter'
    """
    return next((one for one in starter_exchanges() if one.code == code), None)


def _starter(code: str) -> StarterExchange:
    path = resources.files("planbook.indicators") / "data" / f"{code}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    form = {
        "title": data["title"],
        "instructions": data.get("instructions", ""),
        "sections": [_section(entry, data.get("usual", {})) for entry in data["section"]],
        "checks": data.get("check", []),
        "questions": data.get("question", []),
    }
    return StarterExchange(
        code=code,
        title=data["title"],
        purpose=data["purpose"],
        periodicity=data["periodicity"],
        source=data["source"],
        form=form_from_dict(form),
    )


def _section(entry: dict[str, Any], outer: dict[str, Any]) -> dict[str, Any]:
    usual = outer | entry.get("usual", {})
    told = {name: value for name, value in entry.items() if name not in {"usual", "row"}}
    return told | {"lines": [_line(row, usual) for row in entry["row"]]}


def _line(row: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    own = {name: row[name] for name in ("formula", "is_required", "note") if name in row}
    rest = {name: value for name, value in row.items() if name not in own}
    inherited = {name: usual[name] for name in _INHERITED if name in usual}
    indicator = inherited | rest
    kind, _, unit = indicator["unit"].partition(":")
    is_number = kind in NUMERIC_KINDS
    for bound in ("minimum", "maximum"):
        # «» takes away what a section has usually; words have no bounds.
        if not is_number or not indicator.get(bound):
            indicator.pop(bound, None)
    return own | {"indicator": indicator | {"unit": {"kind": kind, "name": unit.strip()}}}
