from mezhgorod.evidence.models.document import SourceDocument
from mezhgorod.evidence.models.finding import Finding

__all__ = ["Finding", "SourceDocument"]
