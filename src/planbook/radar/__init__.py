"""Clashes and gaps of plans over time, also where times are fuzzy."""

from planbook.radar.clash import Certainty, Clash, ClashKind
from planbook.radar.hints import Hint, hints_of
from planbook.radar.overlap import Overlap, overlap_of
from planbook.radar.rows import RadarRow, is_event, is_lasting_work
from planbook.radar.scanning import RadarLimits, clashes

__all__ = [
    "Certainty",
    "Clash",
    "ClashKind",
    "Hint",
    "Overlap",
    "RadarLimits",
    "RadarRow",
    "clashes",
    "hints_of",
    "is_event",
    "is_lasting_work",
    "overlap_of",
]
