"""Typography of shown text: which spaces may not break a line."""

from __future__ import annotations

import re
from functools import lru_cache

NO_BREAK = "\N{NO-BREAK SPACE}"

_MONTHS = (
    "январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    "год|квартал|полугоди|лет|строк"
)
_AFTER_NUMBER = re.compile(rf"(?<=\d) +(?=(?:{_MONTHS}))", re.IGNORECASE)
_AFTER_ROMAN = re.compile(r"(?<=[IVXLC]) +(?=(?:квартал|полугоди))", re.IGNORECASE)
_AFTER_SHORT = re.compile(
    r"(?<![\w-])((?:г|гг|ул|пос|с|д|п|обл|им|№|в|во|с|со|к|ко|о|об|и|а|на|по|за|из|от|до|у)\.?) +"
    r"(?=[\w«„(])",
    re.IGNORECASE,
)
_BEFORE_DASH = re.compile(r" +(?=[–—] )")


@lru_cache(maxsize=16_384)
def bind_spaces(text: str) -> str:
    """Return the text with no-break spaces where a line must not end.

    Only ordinary spaces are exchanged, so letters and line breaks stay as they are.
    """
    text = _AFTER_NUMBER.sub(NO_BREAK, text)
    text = _AFTER_ROMAN.sub(NO_BREAK, text)
    text = _AFTER_SHORT.sub(rf"\1{NO_BREAK}", text)
    return _BEFORE_DASH.sub(NO_BREAK, text)


# The first word of a title that a report gave inside a sentence: «конкурсы юных художников …».
_IN_A_SENTENCE = re.compile(r"[а-яё-]+(?:ых|их|ого|его|ой|ей|ов)(?![а-яё-])")
_NAMED = re.compile(r"(?P<whose>[^«»]+?) +(?P<name>«.+»)(?P<rest>.*)", re.DOTALL)


def title_in_list(title: str) -> str:
    """Return the title of an event as it stands alone, where a report told it inside a sentence.

    No word is added: the name in quotation marks goes first, what stood before it follows.

    >>> title_in_list("юных художников «Синяя птица»")
    '«Синяя птица» (юных художников)'
    >>> title_in_list("юных пианистов имени Рахманинова")
    '… юных пианистов имени Рахманинова'
    >>> title_in_list("легкоатлетический марафон")
    'Легкоатлетический марафон'
    """
    if not title[:1].islower():
        return title
    if not _IN_A_SENTENCE.match(title):
        return title[0].upper() + title[1:]
    if named := _NAMED.fullmatch(title):
        return f"{named['name']}{named['rest']} ({named['whose']})"
    return f"… {title}"
