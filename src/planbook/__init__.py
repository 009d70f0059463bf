"""planbook: reads and understands plans of cooperation. No Django, no database, no network.

Importing it is instant; each name below loads its room when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbook.cli.reading import read
    from planbook.dates import Period, parse_timing, timing_to_dict
    from planbook.places import mentions, parse_places
    from planbook.plans import plan_to_json

__version__ = "0.1.0"

__all__ = [
    "Period",
    "mentions",
    "parse_places",
    "parse_timing",
    "plan_to_json",
    "read",
    "timing_to_dict",
]

_ROOMS = {
    "Period": "planbook.dates",
    "mentions": "planbook.places",
    "parse_places": "planbook.places",
    "parse_timing": "planbook.dates",
    "plan_to_json": "planbook.plans",
    "read": "planbook.cli.reading",
    "timing_to_dict": "planbook.dates",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
