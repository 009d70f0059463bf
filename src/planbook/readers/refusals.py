"""The words with which a file is refused: cause and remedy for every stable code. Data only."""

from __future__ import annotations

from planbook.errors import UnreadableDocument

_SAVE_AS_DOCX = (
    "Откройте файл в программе, в которой он создан, и сохраните его в формате .docx, "
    "затем загрузите снова."
)
_SEND_AGAIN = "Получите файл у отправителя ещё раз или сохраните его заново в формате .docx."
_SPLIT = "Разделите документ на части (например, по разделам плана) и загрузите их по отдельности."
_SUPPORTED = (
    "Читаются файлы .docx, .doc, .odt, .pdf, .xlsx, .xls, .ods, .html, .csv и текстовые файлы .txt."
)

REFUSALS: dict[str, tuple[str, str]] = {
    "file.missing": (
        "файл не найден или недоступен для чтения.",
        "Проверьте путь к файлу и права доступа.",
    ),
    "file.not_a_file": (
        "это не файл, а папка, канал или устройство.",
        "Укажите путь к файлу с документом.",
    ),
    "file.empty": ("файл пустой.", "Проверьте, что сохранён и выбран нужный файл."),
    "file.too_large": (
        "размер файла больше допустимого ({limit} МБ).",
        "Уменьшите файл: удалите из него изображения или разделите документ на части.",
    ),
    "file.encrypted": (
        "файл защищён паролем.",
        "Откройте файл, снимите пароль, сохраните в формате .docx и загрузите снова.",
    ),
    "file.not_text": (
        "содержимое не является ни документом известного формата, ни текстом. " + _SUPPORTED,
        _SAVE_AS_DOCX,
    ),
    "file.format_not_supported": ("это {kind}. " + _SUPPORTED, _SAVE_AS_DOCX),
    "file.too_slow": (
        "чтение заняло больше допустимого времени ({limit} с) и остановлено.",
        _SPLIT,
    ),
    "file.too_heavy": (
        "чтение остановлено: ему нужно больше памяти, чем разрешено.",
        _SPLIT,
    ),
    "file.corrupt": ("файл повреждён или записан с ошибками.", _SEND_AGAIN),
    "file.entities": (
        "в разметке есть определения DTD или сущности; файл может быть опасен.",
        _SEND_AGAIN,
    ),
    "archive.corrupt": ("архив документа повреждён.", _SEND_AGAIN),
    "archive.not_a_document": (
        "это архив .zip, а не документ. " + _SUPPORTED,
        "Распакуйте архив и загрузите документ из него.",
    ),
    "archive.bomb": (
        "содержимое при распаковке больше допустимого, файл может быть опасен.",
        _SEND_AGAIN,
    ),
    "archive.part_missing": (
        "в файле нет основной части с содержимым документа.",
        _SEND_AGAIN,
    ),
    "pdf.scan": (
        "в файле только изображения страниц (скан), текста в нём нет.",
        "Распознайте текст (например, в программе для сканирования) и загрузите документ с текстом "
        "или попросите у отправителя исходный файл .docx.",
    ),
    "pdf.no_text": ("на страницах нет текста.", "Проверьте, что сохранён и выбран нужный файл."),
    "pdf.corrupt": ("файл .pdf повреждён.", _SEND_AGAIN),
    "pdf.too_many_pages": ("в файле больше {limit} страниц.", _SPLIT),
    "pdf.too_many_marks": (
        "на странице больше {limit} знаков и линий, файл может быть опасен.",
        _SEND_AGAIN,
    ),
    "document.too_many_rows": ("в документе больше {limit} строк таблиц.", _SPLIT),
    "document.too_many_cells": ("в документе больше {limit} ячеек таблиц.", _SPLIT),
    "document.too_many_columns": (
        "в таблице больше {limit} столбцов.",
        "Проверьте, что это план мероприятий, и уберите лишние столбцы.",
    ),
    "document.too_long": ("в документе больше {limit} абзацев или элементов разметки.", _SPLIT),
    "document.too_deep": (
        "вложенность разметки больше допустимой ({limit}).",
        _SEND_AGAIN,
    ),
    "document.cell_too_long": (
        "в одной ячейке или абзаце больше {limit} знаков.",
        "Проверьте, что ячейки таблицы разделены, и разбейте длинный текст на абзацы.",
    ),
}


def refusal(code: str, file_name: str, *, place: str = "", **values: object) -> UnreadableDocument:
    """Return the error to raise for `code`; `values` fill the blanks of its sentence.

    >>> refusal("file.empty", "план.docx").cause
    'файл пустой.'
    """
    cause, remedy = REFUSALS[code]
    return UnreadableDocument(
        code, file_name=file_name, cause=cause.format(**values), remedy=remedy, place=place
    )
