"""Reading a plan in one call, for programs as for the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planbook.dates import Period
from planbook.plans import PlanDraft, extract_plan
from planbook.readers import read_document


def read(
    source: Path | str | bytes,
    *,
    period: Period | str | None = None,
    file_name: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PlanDraft:
    """Read the plan in a file or in the bytes of one.

    Args:
        source: path of a file in any format that is read, or its bytes.
        period: the period of the plan, also as EDTF («2022-41»), where the title does not say it.
        file_name: the name people know the file by, for messages.
        progress: called now and then with the number of rows done and of all rows.

    Raises:
        UnreadableDocument: the file cannot be read as a document.
        PeriodError: the period is not one of the accepted EDTF forms.

    >>> text = "План на 2023 год\\n№\\tМероприятие\\tСрок\\n1.\\tФорум\\tмай\\n2.\\tСлёт\\tиюнь"
    >>> [item.title for item in read(text.encode()).items()]
    ['Форум', 'Слёт']
    """
    given = Period.from_edtf(period) if isinstance(period, str) else period
    document = read_document(source, file_name=file_name)
    return extract_plan(document, period=given, progress=progress)
