from mezhgorod.reporting.models.report import AnnualReport, ReportMention, ReportParagraph

__all__ = ["AnnualReport", "ReportMention", "ReportParagraph"]
