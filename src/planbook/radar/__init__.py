"""Clashes and gaps of plans over time, also where times are fuzzy."""

from planbook.radar.clash import Certainty, Clash, ClashKind

__all__ = ["Certainty", "Clash", "ClashKind"]
