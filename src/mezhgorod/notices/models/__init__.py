from mezhgorod.notices.models.clock import Clock
from mezhgorod.notices.models.follow import Follow, LetterStop
from mezhgorod.notices.models.letter import Letter
from mezhgorod.notices.models.news import NewsTopic, RowNews
from mezhgorod.notices.models.template import LetterTemplate

__all__ = [
    "Clock",
    "Follow",
    "Letter",
    "LetterStop",
    "LetterTemplate",
    "NewsTopic",
    "RowNews",
]
