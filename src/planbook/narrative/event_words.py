"""What an event is called inside a sentence, and when it was."""

from __future__ import annotations

import re

from planbook.dates import Period, Timing, TimingKind, format_timing, from_edtf
from planbook.dates.edtf import EdtfError
from planbook.language import Case
from planbook.narrative.declension import decline_phrase
from planbook.narrative.sheets import EventSheet
from planbook.text import comparison_key

_SPAN_KINDS = frozenset({TimingKind.MONTH, TimingKind.QUARTER, TimingKind.HALF_YEAR})
# Words that begin a title with a capital only because they begin it.
_COMMON = re.compile(
    r"(?:Кругл|Конференц|Семинар|Совещан|Заседани|Конкурс|Фестивал|Выставк|Встреч|Вебинар"
    r"|Турнир|Соревновани|Научно-|Межведомственн|Мастер-класс|Открыт|Перв|Втор|Трет|Четв"
    r"|Смотр|Форум |Марафон|Легкоатлетическ)"
)


def naming(event: EventSheet) -> str:
    """Return the name of an event as it stands inside a sentence.

    >>> naming(EventSheet("1", "«Новые имена»", kind="конкурс исполнителей"))
    'конкурс исполнителей «Новые имена»'
    >>> naming(EventSheet("1", "Круглый стол «Малые города»"))
    'круглый стол «Малые города»'
    """
    title = event.title.strip()
    if title.startswith(("«", '"', "„", "“")):
        kind = event.kind.strip() or "мероприятие"
        return f"{kind[:1].lower()}{kind[1:]} {title}"
    return title[:1].lower() + title[1:] if _COMMON.match(title) else title


def topic_apart(event: EventSheet) -> str:
    """Return the topic where the title does not tell it already.

    >>> topic_apart(EventSheet("1", "Круглый стол «Малые города»", topic="Малые города"))
    ''
    """
    topic = event.topic.strip()
    return "" if comparison_key(topic) in comparison_key(event.title) else topic


def timing_of(event: EventSheet) -> Timing | None:
    """Return the timing of an event, None where there is none."""
    try:
        timing = from_edtf(event.timing)
    except EdtfError:
        return None
    return None if timing.kind is TimingKind.UNPARSED else timing


def when_words(event: EventSheet, *, has_year: bool) -> str:
    """Return when an event was, as it stands beside a verb; without EDTF the official words.

    >>> when_words(EventSheet("1", "Семинар", timing="2024-01"), has_year=False)
    'в январе'
    >>> when_words(EventSheet("1", "Семинар", timing="2024-05-15/2024-05-17"), has_year=True)
    '15–17 мая 2024 года'
    """
    timing = timing_of(event)
    if timing is None or timing.earliest is None or timing.latest is None:
        return event.timing_text
    if timing.kind is TimingKind.YEAR:
        return f"в {timing.earliest.year} году" if has_year else ""
    is_one_year = timing.earliest.year == timing.latest.year
    period = None if has_year or not is_one_year else Period.from_edtf(str(timing.earliest.year))
    words = format_timing(timing, period=period)
    if timing.kind not in _SPAN_KINDS:
        return words
    # «II квартал» begins with its number; «во II квартале» needs the full preposition.
    preposition = "во" if words.startswith("II ") else "в"
    return f"{preposition} {decline_phrase(words, Case.PREPOSITIONAL)}"
