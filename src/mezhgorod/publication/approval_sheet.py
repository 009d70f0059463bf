"""«Лист согласования»: who looked at a plan, what they decided, their remarks and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone

from mezhgorod.planning.models import ApprovalStep, ItemRemark, Plan
from mezhgorod.planning.queries.approval import remarks_of, rounds_of
from mezhgorod.planning.rules import StepState
from mezhgorod.planning.rules.workflow import day_words
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.models import User
from planbook.documents.printed import (
    Align,
    ParagraphRole,
    PrintedBlock,
    PrintedCell,
    PrintedDocument,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.writers import WRITERS

_STEP_HEADERS = ("№", "Кто рассматривает", "Решение", "Дата", "Подпись, фамилия и инициалы")
_STEP_WIDTHS = (6.0, 34.0, 22.0, 14.0, 24.0)
_REMARK_HEADERS = ("№", "Пункт плана", "Замечание", "Ответ", "Состояние")
_REMARK_WIDTHS = (6.0, 26.0, 28.0, 26.0, 14.0)
_TITLE = "Лист согласования"
_PENDING = frozenset({StepState.WAITING, StepState.ACTIVE})


def approval_sheet(*, plan: Plan) -> PrintedDocument:
    """Return the sheet of the latest submission of a plan, with all remarks to its rows."""
    steps = next(iter(rounds_of(plan=plan)), [])
    remarks = remarks_of(plan=plan)
    blocks: list[PrintedBlock] = [
        PrintedParagraph(_TITLE, ParagraphRole.TITLE, Align.CENTER, level=1, is_bold=True),
        PrintedParagraph(f"к документу «{plan.title}»", align=Align.CENTER),
        PrintedParagraph(plan.owner.name, align=Align.CENTER),
    ]
    if steps:
        blocks.append(_table(_STEP_HEADERS, _STEP_WIDTHS, _step_rows(steps), "Решения"))
    else:
        blocks.append(PrintedParagraph("План ещё не передавали на согласование."))
    if remarks:
        blocks.append(PrintedParagraph("Замечания", ParagraphRole.HEADING, level=2, is_bold=True))
        blocks.append(_table(_REMARK_HEADERS, _REMARK_WIDTHS, _remark_rows(remarks), "Замечания"))
    elif steps:
        blocks.append(PrintedParagraph("\nЗамечаний к строкам плана нет."))
    return PrintedDocument(
        title=f"{_TITLE}. {plan.title}",
        blocks=tuple(blocks),
        author=plan.owner.name,
        footer=_TITLE,
    )


def approval_sheet_file(*, plan: Plan, extension: str = "docx") -> WrittenFile:
    """Write the sheet as Word or PDF.

    Raises:
        KeyError: the format is not written for sheets.
    """
    if extension not in {"docx", "pdf"}:
        raise KeyError(extension)
    writer = WRITERS[extension]
    content = writer.write(approval_sheet(plan=plan), created=plan.updated_at)
    return WrittenFile(content, writer.media_type, f"{_TITLE}. {plan.title}.{extension}")


def _step_rows(steps: Sequence[ApprovalStep]) -> Iterator[tuple[str, ...]]:
    for number, step in enumerate(steps, start=1):
        body = step.body.name if step.body and step.body.name != step.title else ""
        who = "\n".join(filter(None, (step.title, body)))
        day = day_words(timezone.localdate(step.decided_at)) if step.decided_at else ""
        is_pending = step.state in _PENDING
        yield (
            f"{number}.",
            who,
            _decision(step),
            "" if is_pending else day,
            "" if is_pending else _name(step.decided_by),
        )


def _decision(step: ApprovalStep) -> str:
    if step.state in _PENDING:
        return "\n".join(filter(None, ("", step.note)))
    words = "утверждено" if step.is_final and step.state == StepState.APPROVED else ""
    label = words or StepState(step.state).label
    return "\n".join(filter(None, (label, step.remark)))


def _remark_rows(remarks: Sequence[ItemRemark]) -> Iterator[tuple[str, ...]]:
    for number, remark in enumerate(remarks, start=1):
        said_by = ", ".join(
            filter(None, (remark.body.name if remark.body else "", _name(remark.by)))
        )
        state = (
            f"снято {day_words(timezone.localdate(remark.closed_at))}"
            if remark.closed_at
            else "не снято"
        )
        yield (
            f"{number}.",
            remark.row_text,
            "\n".join(filter(None, (remark.text, f"({said_by})" if said_by else ""))),
            remark.answer,
            state,
        )


def _table(
    headers: Sequence[str], widths: tuple[float, ...], rows: Iterator[tuple[str, ...]], summary: str
) -> PrintedTable:
    header = PrintedRow(
        tuple(PrintedCell(text, align=Align.CENTER, is_bold=True) for text in headers),
        RowRole.HEADER,
    )
    body = (PrintedRow(tuple(PrintedCell(text) for text in row)) for row in rows)
    return PrintedTable((header, *body), widths, summary=summary)


def _name(user: User | None) -> str:
    """Return the name of a person as it is kept; an account without one signs by hand."""
    return user.get_full_name() if user else ""
