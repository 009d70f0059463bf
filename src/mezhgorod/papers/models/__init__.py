from mezhgorod.papers.models.paper import Paper, PaperBatch, PaperCounter
from mezhgorod.papers.models.template import PaperTemplate, PaperTemplateVersion

__all__ = ["Paper", "PaperBatch", "PaperCounter", "PaperTemplate", "PaperTemplateVersion"]
