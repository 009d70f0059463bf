from mezhgorod.notices.models.letter import Letter

__all__ = ["Letter"]
