from mezhgorod.intake.models.run import ExtractionRun

__all__ = ["ExtractionRun"]
