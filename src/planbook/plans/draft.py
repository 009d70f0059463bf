"""What was understood of a plan, before anybody confirmed it. Plain frozen records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from planbook.dates import Timing
from planbook.findings import Finding, SourceRef
from planbook.places import AttendanceMode, Place


class Grouping(StrEnum):
    """What the heading rows of a plan stand for."""

    THEME = "theme"
    DEPARTMENT = "department"
    SPHERE = "sphere"
    QUARTER = "quarter"
    MONTH = "month"
    LIST = "list"
    NONE = "none"


class Involvement(StrEnum):
    """What the owner of the plan does in the event (DOMAIN: own, traditional, supported, …)."""

    OWN = "own"
    TRADITIONAL = "traditional"
    SUPPORTED = "supported"
    ATTENDED = "attended"


class Action(StrEnum):
    """What the row says its owner does: the noun of action the title begins with."""

    HOLD = "проведение"
    ATTEND = "участие"
    ORGANIZE = "организация"
    COOPERATE = "взаимодействие"
    PREPARE = "подготовка"


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A source cell under its role: verbatim `text`, where it stands, whether it was inherited."""

    role: str
    text: str
    source: SourceRef = field(default_factory=SourceRef)
    is_inherited: bool = False


@dataclass(frozen=True, slots=True)
class Age:
    """A printed anniversary: «320», «145 года»; `wording` as printed, `years` as a number."""

    years: int
    wording: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of several times a row names, with the places of that time."""

    timing: Timing
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One row of a plan understood as far as it can be; the verbatim cells are always kept.

    `title` is the whole wording on one line without its number or bullet. `number` is printed
    without its final point. `exchange_partners` are the unions an exchange is run together with,
    `operators` those who collect its answers. `preparation_of` and `target_timing` tell what later
    event the row prepares and when that is to happen. `occasions` is filled where one row names
    several times and places; `timing` then covers them all.
    """

    title: str
    timing: Timing
    cells: tuple[CellDraft, ...]
    source: SourceRef
    number: str | None = None
    kind: str | None = None
    edition: int | None = None
    edition_text: str = ""
    scope: str | None = None
    own_name: str | None = None
    topic: str | None = None
    dedication: str | None = None
    body: str | None = None
    involvement: Involvement | None = None
    parent_event: str | None = None
    preparation_of: str | None = None
    places: tuple[Place, ...] = ()
    attendance_mode: AttendanceMode = AttendanceMode.UNKNOWN
    organizers: tuple[str, ...] = ()
    partners: tuple[Place, ...] = ()
    partners_text: str = ""
    operators: tuple[str, ...] = ()
    initiator: str | None = None
    exchange_partners: tuple[str, ...] = ()
    description: str = ""
    activities: tuple[str, ...] = ()
    audience_text: str = ""
    age_from: int | None = None
    age_to: int | None = None
    note: str = ""
    age: Age | None = None
    findings: tuple[Finding, ...] = ()
    action: Action | None = None
    target_timing: Timing | None = None
    occasions: tuple[Occasion, ...] = ()

    def cell(self, role: str) -> CellDraft | None:
        """Return the first source cell of a role, or None."""
        return next((cell for cell in self.cells if cell.role == role), None)


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A heading of the plan and the rows under it.

    `heading` is the heading on one line without its numeral, `heading_text` the wording as printed;
    `notes` are the footnotes it refers to. `level` is 1 for a heading of the plan itself, 2 for one
    under another («1.1.»).
    """

    heading: str
    items: tuple[EventDraft, ...]
    numeral: str | None = None
    grouping: Grouping = Grouping.NONE
    notes: tuple[str, ...] = ()
    source: SourceRef = field(default_factory=SourceRef)
    heading_text: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole document understood: a plan with sections, or a report without any.

    `kind` is «plan», «report» or «other»; `period` is EDTF; `columns` pairs the role of each column
    with its printed header, `abbreviations` a short form with the words it stands for.
    `title_lines` are the paragraphs of the title block as printed, `stamp` a mark such as «Проект»,
    `approval` the lines of an «Утверждаю» block, `signature` the lines signed under the table.
    """

    title: str
    owner: str | None
    kind: str
    period: str | None
    sections: tuple[SectionDraft, ...]
    columns: tuple[tuple[str, str], ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    title_lines: tuple[str, ...] = ()
    stamp: str = ""
    approval: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()

    def items(self) -> Iterator[EventDraft]:
        """Yield every row in printed order."""
        return (item for section in self.sections for item in section.items)
