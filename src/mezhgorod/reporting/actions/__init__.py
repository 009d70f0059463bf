"""Use cases of reporting: a narrative report is kept as text with its cities linked."""

from mezhgorod.reporting.actions.reports import DraftedReport, apply_report

__all__ = ["DraftedReport", "apply_report"]
