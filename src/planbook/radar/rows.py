"""A row as the radar sees it: when, where, who; everything else is left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from planbook.dates import Period, Timing
from planbook.places import AttendanceMode
from planbook.plans import Action, EventDraft, Grouping, Involvement, SectionDraft
from planbook.plans.wording import fold
from planbook.radar.overlap import Occupation, occupation_of

# Kinds of events that people visit at weekends and on holidays: no working meetings.
_FESTIVE = (
    "фестивал", "конкурс", "спартакиад", "соревнован", "чемпионат", "первенств", "марафон",
    "выставк", "экспозиц", "праздник", "смотр", "акци", "слёт", "слет", "ярмарк", "турнир",
    "кубок", "концерт", "парад", "день города", "юбилей", "гуляни", "пробег",
)  # fmt: skip
# Lists and lasting work: they have no host, no hall and no hour.
_NO_EVENTS = ("юбилей города", "день города", "обмен", "взаимодействие", "издание", "размещение")
_SHORTEST_AUDIENCE = 12


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return a text as it is compared; cities and titles come again and again."""
    return fold(text)


@dataclass(frozen=True, slots=True)
class RadarRow:
    """One row of a plan.

    Attributes:
        key: how the caller knows the row.
        plan: the plan it stands in; rows of one plan are no twins of each other.
        owner: whose plan it is.
        people: persons who must be there (speakers, those responsible), as printed.
        is_event: whether it happens at a time and place: no list of cities, no exchange.
        is_hosted: whether its city has the work with it: not where the owner only goes.
        since, until: the days of the plan, between which an undated row may happen.
        days: the days it may take, counted once.
    """

    key: Hashable
    title: str
    timing: Timing
    plan: Hashable = ""
    owner: Hashable = ""
    cities: tuple[str, ...] = ()
    body: str = ""
    audience: str = ""
    people: tuple[str, ...] = ()
    kind: str = ""
    mode: AttendanceMode = AttendanceMode.UNKNOWN
    own_name: str = ""
    is_event: bool = True
    is_hosted: bool = True
    since: date | None = None
    until: date | None = None
    days: Occupation | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Count the days it may take."""
        object.__setattr__(self, "days", occupation_of(self.timing))

    @classmethod
    def of(
        cls,
        row: EventDraft,
        section: SectionDraft,
        *,
        key: Hashable,
        plan: Hashable = "",
        owner: Hashable = "",
        period: Period | None = None,
    ) -> RadarRow:
        """Return a row of a draft under its heading.

        >>> from planbook.dates import Unscheduled
        >>> from planbook.findings import SourceRef
        >>> row = EventDraft("Форум городов", Unscheduled(), (), SourceRef(), kind="форум")
        >>> RadarRow.of(row, SectionDraft("", (row,)), key=1).is_event
        True
        """
        responsible = row.cell("responsible")
        return cls(
            key=key,
            title=row.title,
            timing=row.timing,
            plan=plan,
            owner=owner,
            cities=tuple(
                dict.fromkeys(
                    place.locality
                    for place in row.places
                    if place.locality and not place.organization
                )
            ),
            body=row.body or "",
            audience=row.audience_text,
            people=(responsible.text,) if responsible and responsible.text.strip() else (),
            kind=row.kind or "",
            mode=row.attendance_mode,
            own_name=row.own_name or "",
            is_event=is_event(row, section),
            is_hosted=row.involvement is not Involvement.ATTENDED,
            since=period.start if period else None,
            until=period.end if period else None,
        )

    @property
    def is_meeting(self) -> bool:
        """Whether it is working time: a meeting, a seminar; nothing for a weekend."""
        kind = self.kind.lower()
        return bool(kind or self.body) and not any(word in kind for word in _FESTIVE)

    @property
    def audience_key(self) -> str:
        """The words for its audience, folded; empty where they say too little."""
        words = folded(self.audience).strip(" .,;")
        return words if len(words) >= _SHORTEST_AUDIENCE else ""


def in_order(rows: Iterable[RadarRow]) -> list[RadarRow]:
    """Return rows in the order of their days, which does not depend on how they came."""
    return sorted(rows, key=_order)


def _order(row: RadarRow) -> tuple[int, int, str, str]:
    days = row.days
    first, last = (days.first, days.last) if days else (0, 0)
    return first, last, row.title, str(row.key)


@lru_cache(maxsize=2_000)
def is_lasting_work(kind: str) -> bool:
    """Tell whether a kind of row is work without a day: an exchange, a list of cities, a journal.

    >>> is_lasting_work("обмен опытом"), is_lasting_work("форум")
    (True, False)
    """
    return any(word in kind for word in _NO_EVENTS)


def is_event(row: EventDraft, section: SectionDraft) -> bool:
    """Tell whether a row happens at a time and place, unlike lists, exchanges and publications.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> row = EventDraft("Бишкек", Unscheduled(), (), SourceRef(), kind="день города")
    >>> is_event(row, SectionDraft("Дни городов", (row,), grouping=Grouping.LIST))
    False
    """
    is_lasting = row.action is Action.COOPERATE or is_lasting_work(row.kind or "")
    is_listed = section.grouping is Grouping.LIST and row.age is not None
    return not (is_lasting or is_listed or row.operators)
