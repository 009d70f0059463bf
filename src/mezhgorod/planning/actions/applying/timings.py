"""The one place that turns a `Timing` into columns of an event."""

from __future__ import annotations

from typing import Any

from mezhgorod.planning.rules import clip
from planbook.dates import Timing, timing_to_dict

MAX_EDTF = 200


def timing_columns(timing: Timing) -> dict[str, Any]:
    """Return every timing column of `Event`; the whole value stands in `timing_data`."""
    return {
        "timing_text": timing.text,
        "timing_kind": timing.kind.value,
        "timing_edtf": clip(timing.edtf, MAX_EDTF),
        "timing_extent": timing.extent.value if timing.extent else "",
        "timing_status": timing.status.value,
        "earliest": timing.earliest,
        "latest": timing.latest,
        "is_approximate": timing.is_approximate,
        "timing_data": timing_to_dict(timing),
    }
