"""By what an event of a report and a row of a plan are known as the same, or as one series."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from planbook.dates import Timing, from_edtf
from planbook.dates.edtf import EdtfError
from planbook.facts.report_event import FactType, ReportEvent, ReportRole
from planbook.facts.vocabulary import read_words
from planbook.language import search_text
from planbook.plans import EventDraft
from planbook.plans.event_title import read_event_title
from planbook.plans.series import series_key
from planbook.plans.wording import fold, one_line

# Titles are compared by their beginnings.
_COMPARED, _READ = 600, 2_000
_EXCHANGE = "информационный обмен"
_BRACKETS = re.compile(r"\([^()]*\)")
_SECTION = re.compile(r"\bсекци\w+[^«\"“„\w]{0,3}[«\"“„]([^»\"”“]+)", re.IGNORECASE)
_NUMERAL = re.compile(r"[ivxlcdm]+|\d.*")
_PLACES = frozenset({FactType.HOST, FactType.PLANNED_HOST, FactType.WITHDRAWN_HOST})
_DATES = frozenset({FactType.DATE, FactType.PLANNED_DATE})
_MIN_WORD = 3


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan as far as events are matched with it.

    Attributes:
        key: by what the caller knows the row.
        title: its wording; kind and edition are read from it where they are not given.
        series: the key of its series (`planbook.plans.series.series_key`), where it has one.
        year: the year of its plan.
        hosts: settlements in the nominative.
    """

    key: int | str
    title: str
    kind: str = ""
    edition: int | None = None
    series: str = ""
    year: int | None = None
    hosts: tuple[str, ...] = ()
    timing: Timing | None = None

    @classmethod
    def of(cls, row: EventDraft, *, key: int | str, year: int | None) -> PlanRow:
        """Return what a row of a plan that was read says; `year` is that of the plan."""
        return cls(
            key=key,
            title=row.title,
            kind=row.kind or "",
            edition=row.edition,
            series=series_key(row),
            year=year,
            hosts=tuple(place.locality for place in row.places if place.locality),
            timing=row.timing,
        )


@dataclass(frozen=True, slots=True)
class TitleSigns:
    """What the wording of a title says: telling words in their first form, the rest folded.

    `name` is the own name in quotes, `body` the standing body whose meeting it is; `is_bare` tells
    that nothing is said beside the kind.
    """

    lemmas: frozenset[str]
    name: str
    name_lemmas: frozenset[str]
    kind: str
    edition: int | None
    body: str
    season: str
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The signs of one side; empty where nothing is said."""

    title: TitleSigns
    edition: int | None
    year: int | None
    hosts: frozenset[str]
    months: frozenset[int]
    series: frozenset[str] = frozenset()
    is_exchange: bool = False

    @property
    def kind(self) -> str:
        """The kind of the event, «информационный обмен» for exchanges."""
        return _EXCHANGE if self.is_exchange else self.title.kind


def known_event(event: ReportEvent, year: int | None) -> Known:
    """Return the signs of an event; `year` is that of the report."""
    dates = [fact for fact in event.facts if fact.type in _DATES]
    places = [fact for fact in event.facts if fact.type in _PLACES]
    timings = [timing for fact in dates if (timing := _timing(fact.value))]
    numbers = [fact.number for fact in places if fact.type is FactType.PLANNED_HOST and fact.number]
    named = [timing.earliest.year for timing in timings if timing.earliest]
    title = title_signs(event.title[:_READ], event.kind)
    if event.role is ReportRole.EXCHANGE:
        title = replace(title, lemmas=title.lemmas - telling_lemmas(_EXCHANGE) or title.lemmas)
    return Known(
        title,
        edition=title.edition if event.edition is None else event.edition,
        year=next(iter(named or numbers), year),
        hosts=_folded(value for fact in places for value in fact.values or (fact.value,)),
        months=_months(timings),
        is_exchange=event.role is ReportRole.EXCHANGE,
    )


def known_row(row: PlanRow) -> Known:
    """Return the signs of a row."""
    title = title_signs(row.title[:_READ], row.kind)
    return Known(
        title,
        edition=title.edition if row.edition is None else row.edition,
        year=row.year,
        hosts=_folded(row.hosts),
        months=_months([row.timing] if row.timing else []),
        series=telling_lemmas(row.series),
        is_exchange=row.kind == _EXCHANGE,
    )


@lru_cache(maxsize=4096)
def title_signs(title: str, kind: str = "") -> TitleSigns:
    """Read the signs of a title; a kind that is known already goes before the one of the words.

    >>> signs = title_signs("XXII Всероссийский конкурс юных художников «Синяя птица»")
    >>> sorted(signs.lemmas), signs.name, signs.kind, signs.edition
    (['птица', 'синий', 'художник', 'юный'], 'синяя птица', 'конкурс', 22)
    """
    line = one_line(title)[:_COMPARED]
    parts = read_event_title(line)
    section = _SECTION.search(line)
    body = f"секция {section.group(1)}" if section else parts.body or ""
    name = "" if body else parts.own_name or ""
    found = parts.kind or ""
    words = telling_lemmas(_BRACKETS.sub(" ", line))
    season = next((one for one in read_words("matching")["seasons"] if one in words), "")
    telling = words - frozenset(search_text(f"{found} {parts.edition_text}").split())
    return TitleSigns(
        lemmas=telling or words,
        name=fold(name),
        name_lemmas=telling_lemmas(name),
        kind=kind or found,
        edition=None if body else parts.edition,
        body=search_text(body),
        season=season,
        is_bare=not telling,
    )


def telling_lemmas(text: str) -> frozenset[str]:
    """Return the words that tell one event from others, abbreviations in full.

    >>> sorted(telling_lemmas("XXVIII Межрегиональная выставка учащихся ДШИ"))
    ['выставка', 'детский', 'искусство', 'учиться', 'школа']
    """
    short = read_words("matching")["abbreviations"]
    said = [short.get(word, word) for word in search_text(text).split()]
    lemmas = frozenset(search_text(" ".join(said)).split()) if said else frozenset()
    return frozenset(
        lemma
        for lemma in lemmas - _common()
        if len(lemma) >= _MIN_WORD and not _NUMERAL.fullmatch(lemma)
    )


def same_family(one: str, other: str) -> bool:
    """Whether a series may go over from one kind to the other: a «выставка» becomes a «конкурс»."""
    return any({one, other} <= set(family) for family in read_words("matching")["families"])


def _timing(edtf: str) -> Timing | None:
    try:
        return from_edtf(edtf)
    except EdtfError:
        return None


def _months(timings: Iterable[Timing]) -> frozenset[int]:
    """Return the months an event lasts; a whole year says nothing of them."""
    found: set[int] = set()
    for timing in timings:
        start, end = timing.earliest, timing.latest
        if start and end and start.year == end.year and (start.month, end.month) != (1, 12):
            found.update(range(start.month, end.month + 1))
    return frozenset(found)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(name) for name in names if name)


@cache
def _common() -> frozenset[str]:
    return frozenset(read_words("matching")["common"])
