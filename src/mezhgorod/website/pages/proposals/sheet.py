"""The proposals of one party laid out for its page: what is asked, its rows, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zlib import crc32

from mezhgorod.campaigns.models import ProposedRow, Submission
from mezhgorod.campaigns.queries import ReadingFrame, due_day, reading_frame, requirements_of
from mezhgorod.campaigns.queries.readiness import row_problems
from mezhgorod.campaigns.rules import (
    ANSWERED_STATES,
    EDITABLE_ROWS,
    EDITABLE_STATES,
    PROPOSE,
    RowChoice,
    RowOrigin,
    RowState,
    SubmissionState,
    rules_from_dict,
)
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.pages.proposals.fates import Fate, fates_of
from mezhgorod.website.review.understood import TimeView, place_words, time_of
from mezhgorod.website.row_editor import (
    RowEditor,
    RowPlace,
    cells_for,
    refused_editor,
    row_editor,
    sent_cells,
)
from planbook.dates import parse_timing
from planbook.findings import SourceRef
from planbook.language import plural
from planbook.plans import CellDraft, EventDraft, PlanDraft, event_from_dict

FORM_ID = "proposal"
# Half of the fields that a form may bring, for each of the two lists of rows.
_FIELDS = 480
_ANY_ROW = EventDraft("", parse_timing(""), (), SourceRef())
_SHOWN_ROLES = ("title", "timing", "place", "place_timing")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A row that somebody else has saved meanwhile: per changed cell its header and their words."""

    cells: tuple[tuple[str, str], ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent for a row and not kept: its words, why, or what somebody else has saved."""

    data: Mapping[str, str]
    message: str = ""
    field: str = ""
    disputed: Disputed | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A proposed row as its author sees it.

    Attributes:
        time: what its wording of time means.
        where: its places in one line.
        more: other cells with their headers.
        before: cells of the last period that differ now, with their headers.
        editor: its fields, None where it is only read.
        problems: what stops the sending.
        fate: with what it was merged.
    """

    row: ProposedRow
    time: TimeView
    wording: str
    where: str
    more: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...]
    hints: tuple[str, ...]
    advice: tuple[str, ...]
    ground: str
    editor: RowEditor | None = None
    problems: tuple[str, ...] = ()
    disputed: Disputed | None = None
    fate: Fate | None = None

    @property
    def is_open(self) -> bool:
        """Whether its author still decides about it."""
        return is_open(self.row)


@dataclass(slots=True)
class Sheet:
    """Everything the page of a party shows; rows are laid out one by one, when they are shown."""

    door: Door
    frame: ReadingFrame
    plan: PlanDraft
    due: date
    days_left: int
    is_editable: bool
    grounds: dict[str, str]
    typed: Mapping[int, Typed]
    problems: Mapping[int, Sequence[str]]
    carried: list[ProposedRow] = field(default_factory=list)
    own: list[ProposedRow] = field(default_factory=list)
    removed: list[ProposedRow] = field(default_factory=list)

    @property
    def submission(self) -> Submission:
        return self.door.submission

    @property
    def per_page(self) -> int:
        """How many rows of a kind are shown at once: as many fields as one form may send."""
        return max(5, min(40, _FIELDS // (len(self.frame.roles) + 2)))

    @property
    def undecided(self) -> int:
        """How many rows of the last period nobody has decided about."""
        return sum(is_open(one) and one.choice == RowChoice.UNDECIDED for one in self.carried)

    @property
    def is_answered(self) -> bool:
        """Whether the coordinator has an answer, so that no time runs any more."""
        return SubmissionState(self.submission.state) in ANSWERED_STATES

    @property
    def going(self) -> int:
        """How many rows would be sent now."""
        stays = {RowChoice.KEEP, RowChoice.CHANGE}
        kept = sum(is_open(one) and one.choice in stays for one in self.carried)
        return kept + sum(is_open(one) and not is_blank(one) for one in self.own)

    @property
    def sent_rows(self) -> list[ProposedRow]:
        """Rows that were sent or decided; what was dropped stands last."""
        return sorted((*self.carried, *self.own), key=lambda one: one.state == RowState.DROPPED)

    @property
    def time_left(self) -> str:
        """How long is left, in words."""
        if self.days_left > 0:
            return f"осталось {self.days_left} {plural(self.days_left, 'день', 'дня', 'дней')}"
        if self.days_left == 0:
            return "сегодня последний день"
        late = -self.days_left
        return f"срок прошёл {late} {plural(late, 'день', 'дня', 'дней')} назад"

    @property
    def conditions(self) -> list[str]:
        """What a row must have, in words."""
        rules = rules_from_dict(self.submission.campaign.rules)
        headers = dict(self.frame.roles)
        named = [f"заполнено «{headers[role]}»" for role in rules.required if role in headers]
        return [*named, *(one.words for one in rules.eligibility)]

    def shown(self, rows: Iterable[ProposedRow]) -> list[ShownRow]:
        """Lay rows out, with what the campaign asks of them and does not insist on."""
        rows = list(rows)
        asked = [one for one in rows if is_open(one)] if self.is_editable else []
        advice = advice_for(self.submission, self.frame, asked)
        fates = fates_of(rows, dict(self.frame.roles))
        return [
            replace(_shown(self, row, advice.get(row.pk, ())), fate=fates.get(row.pk))
            for row in rows
        ]

    def where(self, pk: int) -> str:
        """Return the end of the address at which a row is shown: its page and its place there."""
        for name, rows in (("carried", self.carried), ("page", self.own)):
            for index, row in enumerate(rows):
                if row.pk == pk:
                    page = index // self.per_page + 1
                    return f"?{name}={page}#r{pk}" if page > 1 else f"#r{pk}"
        return f"#r{pk}"


def advice_for(
    submission: Submission, frame: ReadingFrame, rows: Iterable[ProposedRow]
) -> dict[int, tuple[str, ...]]:
    """Return what the campaign asks of rows and does not insist on; nothing of an empty row."""
    begun = [row for row in rows if any(str(text).strip() for _, text in row.cells)]
    wanted = requirements_of(submission.campaign, frame)
    advice: dict[int, tuple[str, ...]] = {}
    for one in row_problems(begun, wanted, frame):
        if not one.is_strict and one.row_id is not None:
            advice[one.row_id] = (*advice.get(one.row_id, ()), one.message)
    return advice


def is_open(row: ProposedRow) -> bool:
    """Return whether its author still decides about a row."""
    return row.state in EDITABLE_ROWS


def is_blank(row: ProposedRow) -> bool:
    """Return whether nothing is written in a row."""
    return not any(str(text).strip() for _, text in row.cells)


def prefix_of(row: ProposedRow) -> str:
    """Return the row in the names of fields.

    The number alone would do; the letter keeps it a valid name everywhere.
    """
    return f"r{row.pk}"


def plan_of(frame: ReadingFrame) -> PlanDraft:
    """Return the plan rows are typed for: its columns without the number, its headings, its period.

    Every heading counts as one with rows, as it does when a row is stored.
    """
    return PlanDraft(
        title=frame.title,
        owner=None,
        kind="plan",
        period=frame.period.edtf,
        sections=tuple(replace(one, items=(_ANY_ROW,)) for one in frame.sections),
        columns=frame.roles,
    )


def version_of(row: ProposedRow) -> str:
    """Return what a page has seen of a row: its number of change and a mark of its words.

    The mark tells fields that nobody has touched, so that sending them back disputes nothing.
    """
    return f"{row.sequence}.{words_mark(cells_of(row), row.section_heading)}"


def words_mark(cells: Iterable[CellDraft], heading: str) -> str:
    """Return a short mark of the words of a row, the same for the same words."""
    words = sorted(
        f"{one.role}={text}"
        for one in cells
        if one.role != "number" and (text := one.text.replace("\r\n", "\n").strip())
    )
    mark = crc32("\n\n".join([heading, *words]).encode("utf-8", "replace"))
    return f"{mark:08x}"


def cells_of(row: ProposedRow) -> tuple[CellDraft, ...]:
    """Return the words of a row as cells."""
    return tuple(CellDraft(str(role), str(text)) for role, text in row.cells)


def section_of(plan: PlanDraft, heading: str) -> int | None:
    """Return the place of a heading among the sections of a plan, None when it has none such."""
    return next((n for n, one in enumerate(plan.sections) if one.heading == heading), None)


def sheet_of(
    door: Door,
    *,
    today: date,
    typed: Mapping[int, Typed] | None = None,
    problems: Mapping[int, Sequence[str]] | None = None,
) -> Sheet:
    """Return the page of a party in a fixed number of queries.

    Args:
        door: whose page, for whom.
        today: the day from which the rest of the time is counted.
        typed: by row, what was sent and could not be kept.
        problems: by row, what stops the sending.
    """
    submission = door.submission
    frame = reading_frame(campaign=submission.campaign)
    due = due_day(submission)
    sheet = Sheet(
        door=door,
        frame=frame,
        plan=plan_of(frame),
        due=due,
        days_left=(due - today).days,
        is_editable=door.may(PROPOSE) and submission.state in EDITABLE_STATES,
        grounds={one.code: one.words for one in rules_from_dict(submission.campaign.rules).grounds},
        typed=typed or {},
        problems=problems or {},
    )
    rows = submission.rows.select_related("merged_into__submission__party__territory")
    for row in rows.order_by("position", "pk"):
        row.submission = submission
        if row.state == RowState.REMOVED:
            sheet.removed.append(row)
        elif row.origin == RowOrigin.CARRIED:
            sheet.carried.append(row)
        else:
            sheet.own.append(row)
    return sheet


def _shown(sheet: Sheet, row: ProposedRow, advice: tuple[str, ...]) -> ShownRow:
    event = event_from_dict(row.row) if row.row else None
    headers = dict(sheet.frame.roles)
    time = event.timing if event else parse_timing("")
    typed = sheet.typed.get(row.pk)
    return ShownRow(
        row=row,
        time=time_of(time),
        wording=" ".join((row.text("timing") or time.text).split()),
        where=", ".join(place_words(one) for one in event.places) if event else row.text("place"),
        more=tuple(
            (headers.get(role) or header_of_role(role), str(text))
            for role, text in row.cells
            if str(text).strip() and role not in {*_SHOWN_ROLES, "number"}
        ),
        before=_before(row, headers),
        hints=tuple(_hint(one) for one in row.hints),
        advice=advice,
        ground=sheet.grounds.get(row.refusal_ground, ""),
        editor=_editor(sheet, row, typed) if _is_written(sheet, row) else None,
        problems=tuple(sheet.problems.get(row.pk, ())),
        disputed=typed.disputed if typed else None,
    )


def _is_written(sheet: Sheet, row: ProposedRow) -> bool:
    """Tell whether the fields of a row are open: new ones, and old ones that shall change."""
    if not sheet.is_editable or row.state not in EDITABLE_ROWS:
        return False
    is_returned = row.state == RowState.RETURNED
    return row.origin != RowOrigin.CARRIED or row.choice == RowChoice.CHANGE or is_returned


def _editor(sheet: Sheet, row: ProposedRow, typed: Typed | None) -> RowEditor:
    prefix = prefix_of(row)
    place = RowPlace(
        prefix=prefix,
        form_id=FORM_ID,
        section=section_of(sheet.plan, row.section_heading or sheet.submission.section_heading),
        label=f"Строка «{row.title[:100]}»",
        save_url=sheet.door.url("proposals_save", row.pk),
        version=version_of(row),
        has_headings=True,
    )
    cells = tuple(one for one in cells_of(row) if one.role != "number")
    if typed is None or not typed.message:
        sent = (
            sent_cells(typed.data, prefix, cells_for(sheet.plan.columns, cells)) if typed else cells
        )
        return row_editor(sheet.plan, place, None, sent)
    return refused_editor(sheet.plan, place, dict(typed.data), (typed.field, typed.message))


def _before(row: ProposedRow, headers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what stood in the last period where the row says something else now."""
    if row.origin != RowOrigin.CARRIED:
        return ()
    return tuple(
        (headers.get(role) or header_of_role(role), str(text))
        for role, text in row.carried_cells
        if role != "number" and str(text).split() != row.text(role).split() and str(text).strip()
    )


def _hint(hint: object) -> str:
    """Return a hint in words, whichever of its two stored forms it has."""
    if isinstance(hint, Mapping):
        return str(hint.get("message") or hint.get("text") or "")
    return str(hint)
