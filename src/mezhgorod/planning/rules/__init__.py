"""Pure words and decisions of planning: kinds, states, digests, keys of series."""

from mezhgorod.planning.rules.columns import bounded, clip
from mezhgorod.planning.rules.fingerprints import (
    Fingerprints,
    fingerprints_of,
    fingerprints_of_stored,
    row_fingerprint,
    says_same,
)
from mezhgorod.planning.rules.series import series_key, series_name
from mezhgorod.planning.rules.titles import title_words
from mezhgorod.planning.rules.words import (
    LASTING_KINDS,
    UNDATED_KINDS,
    AttendanceMode,
    EventAction,
    EventInvolvement,
    EventRole,
    PlaceRole,
    PlanGrouping,
    PlanState,
    TimingExtent,
    TimingKind,
    TimingStatus,
    is_dated,
)

__all__ = [
    "LASTING_KINDS",
    "UNDATED_KINDS",
    "AttendanceMode",
    "EventAction",
    "EventInvolvement",
    "EventRole",
    "Fingerprints",
    "PlaceRole",
    "PlanGrouping",
    "PlanState",
    "TimingExtent",
    "TimingKind",
    "TimingStatus",
    "bounded",
    "clip",
    "fingerprints_of",
    "fingerprints_of_stored",
    "is_dated",
    "row_fingerprint",
    "says_same",
    "series_key",
    "series_name",
    "title_words",
]
