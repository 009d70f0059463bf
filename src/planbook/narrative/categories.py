"""What sort of event it is, by its own words: decides the phrase and the counters of a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.narrative.sheets import EventSheet


@dataclass(frozen=True, slots=True)
class Category:
    """A sort of events.

    Attributes:
        code: of its ready phrase; several sorts may have one phrase.
        counted: what a number of them is called, in the genitive plural; different for every sort.
    """

    code: str
    counted: str
    words: re.Pattern[str]

    def counted_of(self, number: int) -> str:
        """Return what so many are called: one meeting is of one section, «1 заседание секции»."""
        return _OF_ONE.get(self.counted, self.counted) if number == 1 else self.counted


def _category(code: str, counted: str, words: str) -> Category:
    return Category(code, counted, re.compile(words, re.IGNORECASE))


_OF_ONE = {"заседаний секций": "заседаний секции"}

# The order is that of counters in a decision; the first whose words are met decides.
CATEGORIES = (
    _category("assembly", "собраний", r"\b(?:общ\w+ )?собрани[ея]\b|\bсъезд"),
    _category("board", "заседаний Правления", r"\bправлени[ея]\b|\bпрезидиум"),
    _category("section", "заседаний секций", r"\bсекци[ияю]"),
    _category("conference", "конференций", r"конференци[ия]\b"),
    _category("round_table", "круглых столов", r"кругл\w+ стол"),
    _category("seminar", "семинаров", r"семинар|вебинар|мастер-класс"),
    _category("seminar", "совещаний", r"совещани"),
    _category("seminar", "форумов", r"\bфорум"),
    _category("sport", "соревнований", r"спартакиад|турнир|соревновани|первенств|марафон|спорт"),
    _category("contest", "конкурсов", r"конкурс"),
    _category("contest", "фестивалей", r"фестивал"),
    _category("contest", "выставок", r"выставк"),
)
OTHER = Category("other", "иных мероприятий", re.compile(r"(?!)"))


def category_of(event: EventSheet) -> Category:
    """Return the sort of an event by its kind, else by its body, else by its title.

    >>> category_of(EventSheet("1", "Заседание секции «Физическая культура и спорт»")).code
    'section'
    >>> category_of(EventSheet("1", "III Зимняя Спартакиада Союза")).counted
    'соревнований'
    """
    for words in (event.kind, event.body, event.title.partition("«")[0] or event.title):
        for category in CATEGORIES:
            if category.words.search(words):
                return category
    return OTHER
