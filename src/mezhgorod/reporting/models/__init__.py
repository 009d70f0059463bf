from mezhgorod.reporting.models.reading import ReadEvent, ReadFact
from mezhgorod.reporting.models.report import AnnualReport, ReportMention, ReportParagraph
from mezhgorod.reporting.models.writing import (
    Report,
    ReportBlock,
    ReportPhrase,
    ReportRemark,
    ReportVersion,
)

__all__ = [
    "AnnualReport",
    "ReadEvent",
    "ReadFact",
    "Report",
    "ReportBlock",
    "ReportMention",
    "ReportParagraph",
    "ReportPhrase",
    "ReportRemark",
    "ReportVersion",
]
