"""The checker: rules that look at a plan or a report and say what a person should look at."""

from planbook.checks.checking import check_plan, check_report
from planbook.checks.rule import Reads, Remark, Rule, Scene
from planbook.checks.rules import RULES
from planbook.checks.series import SeriesEdition, shipped_history

__all__ = [
    "RULES",
    "Reads",
    "Remark",
    "Rule",
    "Scene",
    "SeriesEdition",
    "check_plan",
    "check_report",
    "shipped_history",
]
