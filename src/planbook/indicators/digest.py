"""Answers in words, gathered by question; who kept silent is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planbook.indicators.indicators import UnitKind
from planbook.indicators.tables import ComparisonRow, ComparisonTable
from planbook.indicators.values import CellValue
from planbook.language import join_list, plural

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """What one city wrote; `copy_name` tells of which supplier or zone, if any."""

    city: str
    key: str
    text: str
    copy_name: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """A city that wrote nothing, and why, if it has told; empty otherwise."""

    city: str
    key: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """Words and all who wrote just these words."""

    text: str
    entries: tuple[DigestEntry, ...]


@dataclass(frozen=True, slots=True)
class DigestTopic:
    """All answers to one question, or to one row that is answered with words."""

    code: str
    heading: str
    entries: tuple[DigestEntry, ...]
    silent: tuple[Silence, ...]

    @property
    def shared(self) -> tuple[SharedAnswer, ...]:
        """The same words told once, in the order in which they come first.

        >>> entries = DigestEntry("Псков", "1", "нет"), DigestEntry("Шуя", "2", "нет")
        >>> topic = DigestTopic("q", "Ценовая зона?", entries, ())
        >>> [(one.text, len(one.entries)) for one in topic.shared]
        [('нет', 2)]
        """
        found: dict[str, list[DigestEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.text, []).append(entry)
        return tuple(SharedAnswer(text, tuple(entries)) for text, entries in found.items())

    @property
    def silence_text(self) -> str:
        """A sentence about those who wrote nothing, empty where everybody wrote.

        >>> topic = DigestTopic("q", "Что мешает?", (), (Silence("Шуя", "1"),))
        >>> topic.silence_text.replace("\u00a0", " ")
        'Никто не ответил: нет ответа от 1 города (Шуя).'
        """
        if not self.silent:
            return ""
        count = len(self.silent)
        cities = f"{count}\u00a0{plural(count, 'города', 'городов', 'городов')}"
        start = "Нет ответа" if self.entries else "Никто не ответил: нет ответа"
        return f"{start} от {cities} ({_listed(self.silent)})."


def digest(table: ComparisonTable) -> tuple[DigestTopic, ...]:
    """Return the answers in words by question, then by row of a text kind.

    Cities stand in the order of columns; words are given as they were written, without spaces at
    the ends.

    >>> from datetime import date
    >>> from planbook.indicators import Column, IndicatorForm, Question
    >>> form = IndicatorForm("Туризм", (), questions=(Question("q", "Что мешает?"),))
    >>> columns = Column("Вологда", "1"), Column("Шуя", "2")
    >>> texts = {"q": ("Нет гостиниц.", "")}
    >>> head = "Туризм", "Союз", "2026", form, 1, date(2026, 4, 20)
    >>> table = ComparisonTable(*head, columns, (), texts=texts)
    >>> [(entry.city, entry.text) for entry in digest(table)[0].entries]
    [('Вологда', 'Нет гостиниц.')]
    """
    questions = [
        _question_topic(table, question.code, question.text) for question in table.form.questions
    ]
    rows = [
        _row_topic(table, row)
        for row in table.rows
        if row.line.indicator.unit.kind is UnitKind.TEXT
    ]
    return (*questions, *rows)


def _question_topic(table: ComparisonTable, code: str, heading: str) -> DigestTopic:
    texts = table.texts.get(code, ("",) * len(table.columns))
    entries, silent = [], []
    for column, text in zip(table.columns, texts, strict=True):
        if text.strip():
            entries.append(DigestEntry(column.city, column.key, text.strip()))
        else:
            silent.append(Silence(column.city, column.key))
    return DigestTopic(code, heading, tuple(entries), tuple(silent))


def _row_topic(table: ComparisonTable, row: ComparisonRow) -> DigestTopic:
    entries: list[DigestEntry] = []
    silent: list[Silence] = []
    copies = table.copies.get(row.section_code, ((),) * len(table.columns))
    for column, cells, names in zip(table.columns, row.cells, copies, strict=True):
        found = [
            DigestEntry(
                column.city, column.key, cell.text, names[copy] if copy < len(names) else ""
            )
            for copy, cell in enumerate(cells)
            if cell is not None and cell.text
        ]
        entries.extend(found)
        if not found:
            silent.append(Silence(column.city, column.key, _reason(cells)))
    return DigestTopic(
        row.line.indicator.code, row.line.indicator.name, tuple(entries), tuple(silent)
    )


def _listed(silent: Sequence[Silence]) -> str:
    """Names with reasons where they are told, at most a dozen."""
    shown = silent[:_MOST_NAMES]
    has_reasons = any(silence.reason for silence in shown)
    names = [f"{one.city} — {one.reason}" if one.reason else one.city for one in shown]
    if len(silent) > len(shown):
        names.append(f"ещё {len(silent) - len(shown)}")
    return "; ".join(names) if has_reasons else join_list(names)


def _reason(cells: Iterable[CellValue | None]) -> str:
    return next((cell.told for cell in cells if cell is not None), "")
