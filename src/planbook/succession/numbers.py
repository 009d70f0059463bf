"""The ordinal of the next edition, printed in place as the author prints it."""

from __future__ import annotations

import re

from planbook.language import EditionStyle, format_edition, parse_edition
from planbook.plans import EventDraft
from planbook.text import find_quoted, format_roman, parse_roman

_ROMAN = re.compile(
    r"(?<![\w.-])[IVXLCХІ]{1,7}(?![\w-])"
    r"(?!\s+(?:век|столети|тысячелети|этап|тур|полугоди|квартал|созыв|степен|групп))"
)
_LETTERS_OF_WORDS = frozenset("ICLХІ")


def edition_words(row: EventDraft, number: int) -> str:
    """Return an edition number in the style of a row.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> row = EventDraft("Седьмые Гротовские чтения", Unscheduled(), (), SourceRef(), edition=7,
    ...                  edition_text="Седьмые")
    >>> edition_words(row, 8)
    'Восьмые'
    """
    known = parse_edition(row.edition_text)
    return format_edition(number, known.style if known else EditionStyle())


def renumber(text: str, row: EventDraft, number: int) -> str:
    """Return a text of a row with the number of another edition in place of the row's own.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> row = EventDraft("XXII конкурс", Unscheduled(), (), SourceRef(), edition=22,
    ...                  edition_text="XXII")
    >>> renumber("· XXII Всероссийский конкурс «Синяя птица»", row, 24)
    '· XXIV Всероссийский конкурс «Синяя птица»'
    """
    words = r"\s+".join(re.escape(word) for word in row.edition_text.split())
    if not words:
        return text
    new = edition_words(row, number)
    return re.sub(rf"(?<!\w){words}(?!\w)", lambda _: new, text, count=1)


def other_numbers(text: str, row: EventDraft) -> list[tuple[str, int]]:
    """Return the other ordinals of a title: «итоги XV смотра-конкурса»; words in quotes are names.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> row = EventDraft("", Unscheduled(), (), SourceRef())
    >>> other_numbers("Итоги X конкурса «XXI век»", row)
    [('X', 10)]
    """
    return [(found[0], number) for found, number in _others(text, row)]


def move_other_numbers(text: str, row: EventDraft, turns: int) -> str:
    """Return a title whose other ordinals have moved by so many editions."""
    for found, number in reversed(_others(text, row)):
        text = text[: found.start()] + format_roman(number + turns) + text[found.end() :]
    return text


def _others(text: str, row: EventDraft) -> list[tuple[re.Match[str], int]]:
    quoted = find_quoted(text)
    found, is_own_seen = [], not row.edition_text
    for match in _ROMAN.finditer(text):
        if any(one.start < match.start() < one.end for one in quoted):
            continue
        if not is_own_seen and match[0] == row.edition_text:
            is_own_seen = True
            continue
        number = parse_roman(match[0])
        if number and match[0] not in _LETTERS_OF_WORDS:
            found.append((match, number))
    return found
