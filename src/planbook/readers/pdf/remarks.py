"""Findings of one reading of a .pdf: what was left out, put together or guessed, and where."""

from __future__ import annotations

from collections.abc import Iterable

from planbook.findings import Finding, Severity, SourceRef
from planbook.readers.pdf.content import PageContent
from planbook.readers.pdf.hyphens import WordJoiner
from planbook.readers.pdf.running import Running
from planbook.readers.pdf.stitching import BuiltTable
from planbook.readers.remarks import Remarks

_PICTURE_OF_PAGE = 0.5
_SHOWN_WORDS = 50
_SHOWN_CLIPPED = 1000


class PdfRemarks:
    """Collects what is noticed page by page and says it once for the whole document."""

    def __init__(self, limit: int) -> None:
        self._remarks = Remarks(limit)
        self._scanned: list[int] = []
        self._recognized: list[int] = []
        self._pictured: list[int] = []
        self._unmapped: dict[int, int] = {}
        self._ligatures = 0
        self.character_count = 0
        self.image_count = 0

    def see(self, content: PageContent) -> None:
        """Take note of what a page shows besides readable text."""
        number = content.number
        self.character_count += len(content.chars)
        self.image_count += content.image_count
        self._ligatures += content.ligature_count
        if clipped := "".join(content.clipped).strip():
            self._remarks.note(
                "pdf.clipped_text",
                f"На странице {number} есть текст, который не поместился в свою ячейку и не виден; "
                "он не прочитан.",
                severity=Severity.WARNING,
                source=SourceRef(page=number),
                evidence=clipped[:_SHOWN_CLIPPED],
            )
        if content.unmapped_count:
            self._unmapped[number] = content.unmapped_count
        if content.image_count and not content.chars:
            self._scanned.append(number)
        elif content.image_share >= _PICTURE_OF_PAGE and content.invisible_count:
            self._recognized.append(number)
        elif content.image_count:
            self._pictured.append(number)

    def note_missing_pages(self, count: int, promised: int) -> None:
        """Tell that the file names more pages than can be found in it."""
        if promised > count:
            self._remarks.note(
                "pdf.pages_missing",
                f"В файле указано страниц: {promised}, прочитано: {count}. Файл повреждён "
                "или обрезан. Получите его ещё раз.",
                severity=Severity.WARNING,
            )

    def note_running(self, running: Running) -> None:
        """Tell the numbers of pages and running titles that were left out."""
        if running.numbers:
            self._remarks.note(
                "pdf.page_number",
                f"Номера страниц ({len(running.numbers)}) в текст не вошли.",
                evidence=page_list(running.numbers),
            )
        for title, pages in running.titles.items():
            self._remarks.note(
                "pdf.running_title",
                f"Колонтитул на страницах {page_list(pages)} в текст не вошёл.",
                source=SourceRef(page=pages[0]),
                evidence=title,
            )

    def note_table(self, table: BuiltTable, source: SourceRef) -> None:
        """Tell how a table was put together."""
        if table.is_guessed:
            self._remarks.note(
                "pdf.table_guessed",
                "Таблица напечатана без линий, её столбцы определены по расположению слов. "
                "Сверьте строки с документом.",
                severity=Severity.WARNING,
                source=source,
            )
        if table.repeated:
            self._remarks.note(
                "pdf.header_repeated",
                f"Шапка таблицы, повторённая на страницах {page_list(table.repeated)}, "
                "прочитана один раз.",
                source=source,
            )
        for row, page in table.joined:
            self._remarks.note(
                "pdf.row_joined",
                f"Строка разорвана концом страницы {page - 1}, её части соединены.",
                source=SourceRef(source.block, source.table, row, page=page - 1),
            )

    def note_words(self, joiner: WordJoiner) -> None:
        """Tell which words divided at the end of a line were written without their hyphen."""
        for code, severity, message, words in (
            (
                "pdf.word_joined",
                Severity.INFO,
                "Слова, перенесённые по слогам, соединены",
                joiner.joined,
            ),
            (
                "pdf.word_guessed",
                Severity.WARNING,
                "Слова соединены без дефиса, хотя в словаре их нет; сверьте с документом",
                joiner.guessed,
            ),
        ):
            if words:
                shown = ", ".join(dict.fromkeys(words[:_SHOWN_WORDS]))
                self._remarks.note(
                    code, f"{message}: {len(words)}.", severity=severity, evidence=shown
                )

    def findings(self) -> tuple[Finding, ...]:
        """Return everything noticed."""
        for code, message, pages in (
            ("pdf.scanned_page", "Страницы {} — изображения без текста, они не прочитаны. "
             "Распознайте их и загрузите документ с текстом.", self._scanned),
            ("pdf.recognized_text", "Текст на страницах {} получен распознаванием изображения "
             "и может содержать ошибки. Сверьте его с документом.", self._recognized),
        ):  # fmt: skip
            if pages:
                self._remarks.note(
                    code,
                    message.format(page_list(pages)),
                    severity=Severity.WARNING,
                    source=SourceRef(page=pages[0]),
                )
        self._note_characters()
        return self._remarks.findings()

    def _note_characters(self) -> None:
        if self._pictured:
            self._remarks.note(
                "pdf.image",
                f"Изображения на страницах {page_list(self._pictured)} в документ не вошли.",
                source=SourceRef(page=self._pictured[0]),
            )
        if self._unmapped:
            count = sum(self._unmapped.values())
            self._remarks.note(
                "pdf.unknown_characters",
                f"Для {count} знаков в файле не указано, какие это буквы "
                f"(страницы {page_list(self._unmapped)}). Они показаны как «\ufffd», "
                "впишите их по документу.",
                severity=Severity.WARNING,
                source=SourceRef(page=next(iter(self._unmapped))),
            )
        if self._ligatures:
            message = f"Слитные знаки (лигатуры) записаны отдельными буквами: {self._ligatures}."
            self._remarks.note("pdf.ligatures", message)


def page_list(pages: Iterable[int]) -> str:
    """Return numbers of pages as people write them.

    >>> page_list([1, 2, 3, 5])
    '1–3, 5'
    """
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
