"""The words of the findings about a document as a whole: its title, its owner, words around it."""

from __future__ import annotations

from collections.abc import Iterable

from planbook.findings import Finding, Severity, SourceRef

_MAX_EVIDENCE = 1000


def text_below(pieces: Iterable[str], source: SourceRef) -> Finding:
    """A line under the last row: a signature, a remark."""
    return Finding(
        "plan.text_below",
        "Текст под последней строкой плана мероприятием не считается.",
        Severity.INFO,
        source,
        "\t".join(pieces),
    )


def computed_columns(headers: Iterable[str], source: SourceRef) -> Finding:
    """Columns of a flat table that repeat the words of its rows as values."""
    return Finding(
        "plan.computed_columns",
        "Вычисленные столбцы таблицы не прочитаны: план составлен по словам строк. "
        "Чтобы изменить срок или место, измените их слова.",
        Severity.INFO,
        source,
        "\t".join(headers),
    )


def text_above(texts: Iterable[str], source: SourceRef) -> Finding:
    """Paragraphs before the title: a stamp of approval, a table of contents."""
    return Finding(
        "plan.text_above",
        "Текст перед названием (гриф утверждения, оглавление) к плану не отнесён.",
        Severity.INFO,
        source,
        "\n".join(texts)[:_MAX_EVIDENCE],
    )


def text_outside(texts: Iterable[str], source: SourceRef) -> Finding:
    """Paragraphs beside the tables that were not understood as title or headings."""
    return Finding(
        "plan.text_outside",
        "Текст вне таблиц к плану не отнесён. Если в нём есть мероприятия, внесите их в таблицу.",
        Severity.INFO,
        source,
        "\n".join(texts)[:_MAX_EVIDENCE],
    )


def no_plan() -> Finding:
    """A document in which nothing looks like a plan."""
    return Finding(
        "plan.not_a_plan",
        "Документ не похож на план мероприятий: нет ни заголовка плана, ни таблицы со сроками. "
        "Проверьте, что выбран нужный файл.",
        Severity.ERROR,
    )


def no_table() -> Finding:
    """A document with the title of a plan and no table."""
    return Finding(
        "plan.no_table",
        "Заголовок плана найден, а таблицы мероприятий нет. Оформите мероприятия таблицей "
        "со строкой заголовков и загрузите документ снова.",
        Severity.ERROR,
    )


def rows_from_paragraphs(texts: Iterable[str], source: SourceRef) -> Finding:
    """A plan without a table, read from the items of a list."""
    return Finding(
        "plan.rows_from_paragraphs",
        "Таблицы в плане нет; мероприятия прочитаны из пунктов списка: название, срок и место "
        "разделены по знакам между ними. Проверьте каждую строку.",
        Severity.WARNING,
        source,
        "\n".join(texts),
    )


def narrative_report() -> Finding:
    """A report in prose."""
    return Finding(
        "plan.narrative_report",
        "Это отчёт в виде текста, а не план: разделов и строк в нём нет. Он сохраняется как текст.",
        Severity.INFO,
    )


def no_title_found() -> Finding:
    """A table of events without a title above it."""
    return Finding(
        "plan.no_title",
        "Заголовок плана не найден. Укажите название, владельца и период плана.",
        Severity.WARNING,
    )


def no_period() -> Finding:
    """A plan whose title names no period."""
    return Finding(
        "plan.no_period",
        "Период плана в заголовке не найден. Укажите его (например, 2023 год или II полугодие "
        "2023 года), иначе у дат без года год останется неизвестным.",
        Severity.WARNING,
    )


def no_owner() -> Finding:
    """A plan whose title names nobody."""
    return Finding(
        "plan.no_owner",
        "В заголовке не найдено, чей это план. Укажите владельца плана.",
        Severity.INFO,
    )


def inferred_owner(owner: str) -> Finding:
    """An owner told by the headings."""
    return Finding(
        "plan.owner_inferred",
        f"Владелец плана «{owner}» определён по заголовкам разделов. Проверьте его.",
        Severity.INFO,
        evidence=owner,
    )
