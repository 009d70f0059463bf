"""A plan from one file into another: read, arranged by a layout, written beside and moved over."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from planbook.cli.calendar import plan_calendar
from planbook.cli.files import ConversionError, check_output, replace_file
from planbook.dates import Period
from planbook.documents.printed import PrintedDocument
from planbook.errors import UnreadableDocument
from planbook.findings import Finding
from planbook.language import plural
from planbook.layouts import (
    Layout,
    LayoutError,
    arrange,
    flatten,
    layout_findings,
    layout_from_dict,
    layout_like,
    layout_named,
)
from planbook.plans import PlanDraft, extract_plan
from planbook.readers import read_document
from planbook.readers.files import ensure_file
from planbook.writers import WRITERS, Takes, Writer
from planbook.writers.characters import texts_of, unprintable_count
from planbook.writers.registry import formats_told

_MAX_LAYOUT_SIZE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ConversionResult:
    """What was written, and what a person should know about it, as Russian sentences."""

    output: Path
    item_count: int
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        rows = plural(self.item_count, "строка", "строки", "строк")
        return "\n".join([f"Записано: {self.output} ({self.item_count} {rows}).", *self.remarks])


def convert(
    source: Path,
    output: Path,
    *,
    layout: str | None = None,
    period: Period | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ConversionResult:
    """Read the plan in a file and write it into another; the extension decides the format.

    The moment told in the properties of the new file is that of the last change of the source, so
    that the same file always gives the same bytes.

    Args:
        source: a file in any format that is read.
        output: where to write; its extension is one of `WRITERS`.
        layout: name of a layout that comes with the library, or the path of a `.toml` file;
            without it the plan looks as in the source.
        period: the period of the plan where its title does not say it.
        force: replace a file that is there already.
        progress: called now and then with the number of rows read and of all rows.

    Raises:
        UnreadableDocument: the source cannot be read as a document.
        LayoutError: the layout is unknown or described wrongly.
        ConversionError: there is nothing to write, or no way to write it there.
    """
    writer = _writer_for(output, force=force)
    document = read_document(source)
    draft = extract_plan(document, period=period, progress=progress)
    _check_rows(draft, source)
    moment = _changed_at(source)
    findings: tuple[Finding, ...] = ()
    made: object = draft
    if writer.takes is Takes.CALENDAR:
        made = plan_calendar(draft, updated_at=moment)
    elif writer.takes is not Takes.DRAFT:
        chosen = find_layout(layout) if layout else layout_like(document, draft)
        findings = layout_findings(draft, chosen)
        to_print = writer.takes is Takes.PRINTED
        made = arrange(draft, chosen) if to_print else flatten(draft, chosen)
    replace_file(output, writer.write(made, created=moment), force=force)
    remarks = (*(finding.message for finding in findings), *_remarks(made, draft))
    return ConversionResult(output, sum(1 for _ in draft.items()), remarks)


def _writer_for(output: Path, *, force: bool) -> Writer:
    """Return the writer of a file that may be written; asked before any long work is done."""
    writer = WRITERS.get(output.suffix.lower().removeprefix("."))
    if writer is None:
        raise ConversionError(f"Формат файла «{output.name}» не поддерживается. {formats_told()}")
    check_output(output, force=force)
    return writer


def find_layout(name: str) -> Layout:
    """Return a layout by its name or from a `.toml` file.

    Raises:
        LayoutError: there is no such layout or file, or it is described wrongly.

    >>> find_layout("mag-plan").name
    'mag-plan'
    """
    if not name.endswith(".toml"):
        return layout_named(name)
    path = Path(name)
    try:
        ensure_file(path, path.name)
        with path.open("rb") as stream:
            data = stream.read(_MAX_LAYOUT_SIZE + 1)
    except (OSError, UnreadableDocument) as err:
        raise LayoutError("", f"файл «{path.name}» не найден или недоступен для чтения.") from err
    if len(data) > _MAX_LAYOUT_SIZE:
        raise LayoutError("", f"файл «{path.name}» больше 1 МБ: это не описание макета.")
    try:
        return layout_from_dict(tomllib.loads(data.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as err:
        raise LayoutError("", f"файл «{path.name}» — не TOML в кодировке UTF-8.") from err


def _check_rows(draft: PlanDraft, source: Path) -> None:
    if next(draft.items(), None) is None:
        raise ConversionError(
            f"Файл «{source.name}»: строк плана в документе нет, записывать нечего. "
            f"Что найдено в документе, покажет команда: planbook read {source.name}"
        )


def _changed_at(source: Path) -> datetime:
    return datetime.fromtimestamp(int(source.stat().st_mtime), UTC)


def _remarks(made: object, draft: PlanDraft) -> Iterator[str]:
    if isinstance(made, PrintedDocument):
        count = sum(map(unprintable_count, texts_of(made)))
        if count:
            signs = plural(count, "непечатаемый знак", "непечатаемых знака", "непечатаемых знаков")
            yield f"Из текста убрано или заменено: {count} {signs}."
    findings = len(draft.findings) + sum(len(item.findings) for item in draft.items())
    if findings:
        yield f"Замечания к исходному документу: {findings}; их покажет команда planbook read."
