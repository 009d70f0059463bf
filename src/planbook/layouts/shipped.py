"""The layouts that come with the library, as TOML in `data`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from planbook.layouts.codec import layout_from_dict
from planbook.layouts.errors import LayoutError
from planbook.layouts.layout import Layout

LAYOUT_NAMES = (
    "standard",
    "standard-landscape",
    "by-month",
    "sgcszr-plan",
    "mag-plan",
    "smolensk-plan",
)


@cache
def layout_named(name: str) -> Layout:
    """Return a layout that comes with the library, by its ASCII name.

    Raises:
        LayoutError: there is no such layout; the message names those there are.

    >>> layout_named("smolensk-plan").title
    'План области: семь столбцов, разделы по департаментам'
    """
    if name not in LAYOUT_NAMES:
        raise LayoutError("name", f"макета «{name[:60]}» нет; есть: {', '.join(LAYOUT_NAMES)}.")
    source = files("planbook.layouts").joinpath(f"data/{name}.toml")
    return layout_from_dict(tomllib.loads(source.read_text(encoding="utf-8")))
