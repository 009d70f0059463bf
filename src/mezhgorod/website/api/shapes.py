"""What the JSON looks like: the keys of `publication.data`, for the OpenAPI description.

The values are built in `publication`; a test holds both against each other.
"""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Meta, Struct


def _said(description: str) -> Meta:
    return Meta(description=description)


class PlanAddress(Struct, kw_only=True):
    """Адрес плана."""

    slug: Annotated[str, _said("адрес плана из списка планов")]


class SectionAddress(PlanAddress, kw_only=True):
    """Адрес раздела плана."""

    position: Annotated[int, _said("который раздел по порядку, счёт с единицы")]


class CityAddress(Struct, kw_only=True):
    """Адрес города."""

    slug: Annotated[str, _said("адрес города, как в адресе его страницы")]


class EventAddress(Struct, kw_only=True):
    """Адрес мероприятия."""

    uid: Annotated[str, _said("постоянный номер мероприятия")]


class PlanReference(TypedDict):
    """План, на который указывает строка."""

    id: int
    slug: str
    url: str
    title: str
    owner: str
    period: Annotated[str, _said("EDTF: 2023, 2022-41 — второе полугодие")]


class ListedPlan(PlanReference):
    """План в списке."""

    kind: str
    revision: Annotated[int, _said("растёт с каждым обновлением")]
    updated_at: str
    item_count: int
    section_count: int


class PlanList(TypedDict):
    """Опубликованные планы, новые периоды сверху."""

    plans: list[ListedPlan]


class DocumentFacts(TypedDict):
    """Исходный документ."""

    file_name: str
    sha256: str


class Abbreviation(TypedDict):
    """Сокращение и его расшифровка в документе."""

    short: str
    full: str


class Column(TypedDict):
    """Столбец документа."""

    role: str
    header: str


class PlanFacts(PlanReference):
    """Сам план."""

    kind: str
    state: str
    revision: int
    updated_at: str
    document: DocumentFacts
    title_lines: list[str]
    stamp: str
    approval: list[str]
    signature: list[str]
    abbreviations: list[Abbreviation]
    columns: list[Column]


class Remark(TypedDict):
    """Замечание к месту документа."""

    code: str
    severity: str
    message: str
    source: dict[str, int]
    evidence: str
    state: str


class Timing(TypedDict):
    """Срок: слова документа и что они значат."""

    text: str
    kind: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    extent: str | None
    rrule: str | None
    dates: list[str]
    status: str
    is_approximate: bool
    note: str
    findings: list[dict[str, Any]]
    times: list[str]
    moved_from: dict[str, Any] | None
    reason: str | None


class Place(TypedDict):
    """Место или субъект; чего в документе нет, то null."""

    text: str
    locality: str | None
    region: str | None
    country: str | None
    venue: str | None
    organization: str | None
    latitude: float | None
    longitude: float | None
    district: NotRequired[str | None]
    role: NotRequired[str]


class Age(TypedDict):
    """Исполняющиеся годы."""

    years: int
    text: str


class SourcePlace(TypedDict):
    """Место строки в документе, счёт с единицы."""

    table: int
    row: int


class Change(TypedDict):
    """Изменение строки после утверждения плана: что было и что стало."""

    kind: Annotated[str, _said("postpone, fix_date, cancel, host, format, add, replace, …")]
    at: str
    before: str | None
    after: str | None
    reason: str
    basis: str


class Item(TypedDict):
    """Строка плана."""

    id: int
    uid: str
    url: str
    sequence: int
    updated_at: str
    number: str | None
    title: str
    kind: str | None
    edition: int | None
    series: str | None
    scope: str | None
    own_name: str | None
    topic: str | None
    dedication: str | None
    body: str | None
    involvement: str | None
    action: str | None
    parent_event: str | None
    preparation_of: str | None
    target_timing: dict[str, Any] | None
    occasions: list[dict[str, Any]]
    attendance_mode: str
    description: str
    activities: list[str]
    audience_text: str
    age_from: int | None
    age_to: int | None
    note: str
    age: Age | None
    organizers: list[str]
    responsible: list[str]
    operator: str | None
    initiator: str | None
    partners: list[Place]
    exchange_partners: list[str]
    timing: Timing
    places: list[Place]
    cells: dict[str, str]
    inherited: list[str]
    source: SourcePlace
    findings: list[Remark]
    changes: Annotated[list[Change], _said("изменения после утверждения, старые сверху")]


class PlacedItem(Item):
    """Строка с планом, в котором она стоит."""

    plan: PlanReference


class Section(TypedDict):
    """Раздел плана."""

    id: int
    position: int
    heading: str
    heading_text: str
    level: int
    numeral: str | None
    grouping: str
    notes: list[str]
    items: list[Item]


class PlanData(TypedDict):
    """План целиком."""

    plan: PlanFacts
    sections: list[Section]
    findings: list[Remark]


class SectionData(TypedDict):
    """Раздел и план, которому он принадлежит."""

    plan: PlanFacts
    section: Section


class CityFacts(TypedDict):
    """Город."""

    id: int
    url: str
    name: str
    kind: str
    region: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    time_zone: str | None


class CityData(TypedDict):
    """Город и строки планов, которые его касаются."""

    city: CityFacts
    items: list[PlacedItem]


class EventFacts(TypedDict):
    """Мероприятие."""

    uid: str
    url: str
    title: str


class EventData(TypedDict):
    """Мероприятие и его строки во всех опубликованных планах."""

    event: EventFacts
    items: list[PlacedItem]
