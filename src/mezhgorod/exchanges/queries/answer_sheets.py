"""What is written into the workbook of a city, and which workbooks were sent for a round."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from mezhgorod.exchanges.models import ExchangeRound, Response, ResponseFile
from mezhgorod.exchanges.queries.answers import answer_with, last_answer, stored_cells
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.exchanges.rules.sheet_marks import sheet_mark
from planbook.dates.span_wording import MONTH_GENITIVES
from planbook.indicators.sheet_plan import AnswerSheet, SheetStamp, short_digest


def stamp_of_round(found: ExchangeRound, *, party_id: int = 0, revision: int = 0) -> SheetStamp:
    """Return the mark of workbooks of a round, of one city or (0) of any."""
    form = form_of(found.form)
    return SheetStamp(
        exchange=found.exchange_id,
        round=found.pk,
        form_version=found.form.number,
        party=party_id,
        digest=short_digest(form),
        revision=revision,
    )


def answer_sheet_of(response: Response) -> AnswerSheet:
    """Return the workbook of a city with what is filled already and the last round beside.

    Round, form, exchange with its owner, and the party with its territory must be loaded.
    """
    found = response.round
    stored = {cell: one.value for cell, one in stored_cells(response).items()}
    answer = answer_with(response, stored)
    return AnswerSheet(
        form=form_of(found.form),
        city=response.party.spoken_name,
        period=period_words(found.period_edtf),
        stamp=stamp_of_round(found, party_id=response.party_id, revision=response.revision),
        answer=answer,
        last=last_answer(response),
        owner=found.exchange.owner.spoken_name,
        deadline=_day_words(response.due_on or found.due_on),
        marks={cell: sheet_mark(value) for cell, value in stored.items()},
    )


def files_of_round(found: ExchangeRound) -> QuerySet[ResponseFile]:
    """Return the workbooks sent for a round, the latest first; attachments are not among them."""
    return (
        ResponseFile.objects.filter(round=found, is_attachment=False)
        .select_related("response__party__territory", "document", "sent_by")
        .order_by("-sent_at", "id")
    )


def _day_words(day: date) -> str:
    return f"{day.day} {MONTH_GENITIVES[day.month - 1]} {day.year} года"
