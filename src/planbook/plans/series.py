"""By what rows of different plans are known as editions of one series."""

from __future__ import annotations

import re

from planbook.language import search_text
from planbook.plans.draft import EventDraft

MAX_KEY = 300
_SEASON = re.compile(r"\b(?:зимн|летн|весенн|осенн)\w+", re.IGNORECASE)
# A body that meets again and again gives every meeting another theme in quotes.
_MEETINGS = frozenset({"сессия", "собрание", "заседание", "съезд", "пленум"})
# Where the name ends and what is said about this one edition begins.
_REMARK = re.compile(r"\s*(?:\(|[.;:]\s|,?\s+(?:по теме|на тему|посвящ\w+|итоги)\b)", re.IGNORECASE)
_QUOTE = re.compile(r"\s*[«\"“„]")


def series_key(event: EventDraft) -> str:
    """Return the key of the series a numbered row belongs to, empty when nothing names it.

    The own name counts, else the title without its ordinal and without what the owner of the plan
    does there; a season in the title keeps winter and summer games apart.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> series_key(EventDraft("XIX летняя Спартакиада городов", Unscheduled(), (), SourceRef(),
    ...                       edition=19, edition_text="XIX"))
    'летний спартакиада город'
    """
    named = _own_name(event) or _plain_name(event)
    season = _SEASON.search(event.title)
    words = f"{season.group()} {named}" if season and season.group() not in named else named
    return search_text(words)[:MAX_KEY].strip()


def series_name(event: EventDraft) -> str:
    """Return how a series is called: its kind and own name, or the title of one edition.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> series_name(EventDraft("XXII конкурс «Синяя птица»", Unscheduled(), (), SourceRef(),
    ...                        kind="конкурс", own_name="Синяя птица", edition=22))
    'Конкурс «Синяя птица»'
    """
    own_name = _own_name(event)
    if own_name:
        name = f"{event.kind} «{own_name}»" if event.kind else f"«{own_name}»"
    else:
        name = _before_remark(_without(event.title, event.edition_text))
    return name[:1].upper() + name[1:]


def _own_name(event: EventDraft) -> str:
    """Return the own name if it names the series and not the theme of one meeting."""
    if not event.own_name or event.kind in _MEETINGS:
        return ""
    return _without(event.own_name, event.edition_text)


def _plain_name(event: EventDraft) -> str:
    """Return the title from its ordinal on: what stands before is the noun of action."""
    before, found, after = event.title.partition(event.edition_text or "\0")
    return _before_remark(after if found and event.action else f"{before} {after}")


def _before_remark(text: str) -> str:
    words = " ".join(text.split())
    for end in (_REMARK.search(words), _QUOTE.search(words)):
        if end is not None and end.start() > 0:
            words = words[: end.start()]
    return words.strip(" .,;:")


def _without(text: str, part: str) -> str:
    before, found, after = text.partition(part or "\0")
    return " ".join(f"{before} {after}".split()) if found else text
