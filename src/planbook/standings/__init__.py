"""Places of teams: scoring rules as data, counting, tables as people type them."""

from planbook.standings.counting import Line, Result, number_words, place_words, standings
from planbook.standings.rule import Measure, ScoringRule, Ties, rule_from_dict, rule_to_dict
from planbook.standings.typed import LineFault, TypedTable, places_to_check, read_standings

__all__ = [
    "Line",
    "LineFault",
    "Measure",
    "Result",
    "ScoringRule",
    "Ties",
    "TypedTable",
    "number_words",
    "place_words",
    "places_to_check",
    "read_standings",
    "rule_from_dict",
    "rule_to_dict",
    "standings",
]
