"""A form from a table that somebody already uses: indicators with units, cities as columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planbook.documents import Document, Row, Table
from planbook.findings import Finding, Severity, SourceRef
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm
from planbook.indicators.indicators import Aggregation, Indicator, Unit, UnitKind
from planbook.indicators.storage import MAX_LINES
from planbook.text import clean_spaces, fold_yo

_HEADER_ROWS = 8
_NAME = re.compile(r"^(?:наименован\w*|показател\w*|индикатор\w*|услуг\w*|вид\w* услуг\w*)\b")
_UNIT = re.compile(r"^(?:ед(?:ин(?:иц\w*)?)?\.?(?:\s*изм\w*\.?)?|единица|един\.\s*измер\.?)$|^ед\.")
_NUMBER = re.compile(r"^(?:№|n\b|номер)")
_NOTE = re.compile(r"^(?:примечани\w*|пояснени\w*|определени\w*|методик\w*|как считать)")
_NOTE_ROW = re.compile(r"^(?:\*|примечани[ея]\b|источник\b|сноск)")
_DITTO = re.compile(r"^[-–—\s]*[\"“”„«»'`]+[-–—\s]*$|^то же$|^--?//--?$")
_ORDINAL = re.compile(r"^\s*(?:\d{1,3}\.)*\d{1,3}[.)]?\s+(?=\D)")
_IN_NAME = re.compile(r"[,;]\s*(?P<unit>[^,;()]{1,40})$|\((?P<inner>[^()]{1,40})\)$")
_MONEY = re.compile(r"руб|₽|коп\b|\$|евро")
_SHARE = re.compile(r"^%|процент|промилле|‰|доля")
_COUNT = re.compile(r"^(?:тыс\.?\s*|млн\.?\s*)?(?:ед|шт|чел|мест|единиц|человек|дом|семей|квартир)")
_QUANTITY = re.compile(
    r"куб|кв\.?|м[²³23]|гкал|квт|тонн|^т\b|^(?:тыс\.?\s*)?км|^га\b|^м\b|^л\b|литр|кг|гект|лет\b|дн"
)
_INDEX = re.compile(r"балл|коэф|индекс|место|раз\b|^-+$|^х$")
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_SKIPPED = frozenset({"и", "в", "на", "по", "за", "из", "с", "для", "от", "до", "к", "о", "при"})
_MAX_NAME, _MAX_UNIT, _MAX_SHOWN, _MAX_NOTES = 300, 60, 80, 10_000


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form as a table gave it, and what a person should look at.

    Attributes:
        cities: words above the columns that are to be filled: cities, years or nothing known.
    """

    form: IndicatorForm
    findings: tuple[Finding, ...] = ()
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column says what; None where the table has no such column."""

    name: int
    first_row: int
    unit: int | None = None
    number: int | None = None
    note: int | None = None
    others: dict[int, str] = field(default_factory=dict)


def form_of_document(document: Document, *, title: str = "") -> FormReading:
    """Return the form that the tables of a document ask to fill in.

    A table needs a column of indicators («Показатель», «Наименование»), and usually one of units;
    the other columns are cities or years. A row with one text over the whole width begins a
    section. What is not understood is kept and told: an unknown unit stays as it is printed.

    >>> from planbook.readers import read_document
    >>> table = "Показатель\\tЕд. изм.\\tВологда\\nЦена воды\\tруб./куб. м\\t32,15\\n"
    >>> reading = form_of_document(read_document(table.encode(), file_name="т.txt"))
    >>> reading.form.lines[0].indicator.unit.name, reading.cities
    ('руб./куб. м', ('Вологда',))
    """
    return _Reader(document, title).reading()


class _Reader:
    def __init__(self, document: Document, title: str) -> None:
        self.document = document
        self.title = title
        self.codes: set[str] = set()
        self.sections: list[tuple[str, list[FormLine]]] = []
        self.findings: list[Finding] = []
        self.cities: dict[str, None] = {}
        self.notes: list[str] = []
        self.last_unit = ""
        self.count = 0

    def reading(self) -> FormReading:
        if not self.blocks():
            self.tell(
                "form.no_table",
                "Таблица с показателями не найдена. Нужна таблица, в шапке которой есть "
                "«Показатель» или «Наименование», лучше и «Ед. изм.».",
                SourceRef(),
                severity=Severity.ERROR,
            )
        sections = tuple(
            FormSection(f"section{place}", heading or "Показатели", tuple(lines))
            for place, (heading, lines) in enumerate(
                ((one, own) for one, own in self.sections if own), start=1
            )
        )
        form = IndicatorForm(
            self.title or self.found_title(),
            sections,
            instructions="\n".join(self.notes)[:_MAX_NOTES],
        )
        return FormReading(form, tuple(self.findings), tuple(self.cities))

    def blocks(self) -> int:
        """Read all tables and the remarks below them; return how many tables had indicators."""
        count, words = 0, ""
        for block in self.document.blocks:
            if isinstance(block, Table):
                count += self.table(block, words if count else "")
                words = ""
                continue
            words = clean_spaces(block.text) or words
            if count and _NOTE_ROW.match(fold_yo(words.casefold())):
                self.note((words,), block.source)
                words = ""
        return count

    def found_title(self) -> str:
        words = (clean_spaces(part.text) for part in self.document.paragraphs())
        return next((text[:_MAX_NAME] for text in words if text), "Форма")

    def table(self, table: Table, heading: str) -> bool:
        columns = _columns(table)
        if columns is None:
            return False
        self.cities.update(dict.fromkeys(text for text in columns.others.values() if text))
        self.sections.append((heading[:_MAX_NAME], []))
        for row in table.rows[columns.first_row :]:
            self.row(row, columns)
        return True

    def row(self, row: Row, columns: _Columns) -> None:
        texts = {cell.column: clean_spaces(cell.text) for cell in row.cells}
        filled = [text for text in texts.values() if text]
        if not filled or _is_numbering(filled):
            return
        name = texts.get(columns.name, "") or (filled[0] if len(filled) == 1 else "")
        if not name:
            shown = "; ".join(filled)[:_MAX_SHOWN]
            self.tell("form.no_name", f"Строка без названия пропущена: «{shown}».", row.source)
            return
        if _NOTE_ROW.match(fold_yo(name.casefold())):
            self.note(filled, row.source)
            return
        unit = texts.get(columns.unit, "") if columns.unit else ""
        if len(set(filled)) == 1 and not unit and _is_heading(row, name, columns):
            self.sections.append((_ORDINAL.sub("", name)[:_MAX_NAME], []))
            return
        self.line(_ORDINAL.sub("", name), unit, texts.get(columns.note or 0, ""), row)

    def note(self, filled: Sequence[str], source: SourceRef) -> None:
        """Keep a remark below the rows as an instruction."""
        text = " ".join(dict.fromkeys(filled))
        self.notes.append(text)
        message = f"Пояснение перенесено в указания: «{text[:_MAX_SHOWN]}»."
        self.tell("form.note", message, source, severity=Severity.INFO)

    def line(self, name: str, unit: str, note: str, row: Row) -> None:
        if self.count >= MAX_LINES:
            if self.count == MAX_LINES:
                message = f"В таблице больше {MAX_LINES} строк, остальные не взяты."
                self.tell("form.too_long", message, row.source)
            self.count += 1
            return
        self.count += 1
        if not unit:
            name, unit = _unit_in_name(name)
        # «-"-» repeats the unit of the row above.
        self.last_unit = unit = self.last_unit if _DITTO.match(unit) else unit
        if len(name) > _MAX_NAME:
            message = f"Название длиннее {_MAX_NAME} знаков, взято начало: «{name[:_MAX_SHOWN]}…»."
            self.tell("form.long_name", message, row.source)
        kind = self.kind(unit, name, row)
        code = free_code(code_of_name(name), self.codes)
        self.codes.add(code)
        self.sections[-1][1].append(_line(name, unit, kind, code, note))

    def kind(self, unit: str, name: str, row: Row) -> UnitKind:
        found = unit_kind(unit)
        if found is not None:
            return found
        shown = name[:_MAX_SHOWN]
        if unit:
            message = (
                f"Единица «{unit[:_MAX_SHOWN]}» строки «{shown}» не узнана, взята как напечатана. "
                "Проверьте, число ли это."
            )
        else:
            message = f"У строки «{shown}» нет единицы. Впишите её или отметьте, что это текст."
        self.tell("form.unit", message, row.source)
        return UnitKind.INDEX

    def tell(
        self,
        code: str,
        message: str,
        source: SourceRef,
        *,
        severity: Severity = Severity.WARNING,
    ) -> None:
        self.findings.append(Finding(code, message, severity, source))


def unit_kind(unit: str) -> UnitKind | None:
    """Return what a printed unit measures, None where it is not known.

    >>> unit_kind("руб./куб. м"), unit_kind("%"), unit_kind("тыс. чел."), unit_kind("огни")
    (<UnitKind.MONEY: 'money'>, <UnitKind.SHARE: 'share'>, <UnitKind.COUNT: 'count'>, None)
    """
    plain = fold_yo(clean_spaces(unit).casefold())
    patterns = (
        (_MONEY, UnitKind.MONEY),
        (_SHARE, UnitKind.SHARE),
        (_COUNT, UnitKind.COUNT),
        (_QUANTITY, UnitKind.QUANTITY),
        (_INDEX, UnitKind.INDEX),
    )
    if plain in {"текст", "да/нет", "да / нет", "описание"}:
        return UnitKind.TEXT
    return next((kind for pattern, kind in patterns if plain and pattern.search(plain)), None)


def code_of_name(name: str) -> str:
    """Return a code for an indicator from its name, to be made unique by the caller.

    >>> code_of_name("Цена на холодную воду")
    'tsena_holodnuyu_vodu'
    """
    words = re.findall(r"[a-zа-я0-9]+", fold_yo(name.casefold()))
    latin = ["".join(_LETTERS.get(sign, sign) for sign in w) for w in words if w not in _SKIPPED]
    code = ""
    for word in latin[:5]:
        if code and len(code) + len(word) > 40:
            break
        code = f"{code}_{word[:20]}" if code else word[:20]
    return code if code[:1].isalpha() else f"row_{code}".rstrip("_")


def _columns(table: Table) -> _Columns | None:
    """Find the header; its lower levels belong to it too."""
    for place, row in enumerate(table.rows[:_HEADER_ROWS]):
        texts = _texts(row)
        name = next((column for column, text in texts.items() if _NAME.match(text)), None)
        if name is None:
            continue
        cities, first = _heads(table.rows[place:], place)
        unit = next((column for column, text in texts.items() if _UNIT.match(text)), None)
        number = next((column for column, text in texts.items() if _NUMBER.match(text)), None)
        note = next((column for column, text in texts.items() if _NOTE.match(text)), None)
        known = {name, unit, number, note}
        others = {column: text for column, text in cities.items() if column not in known}
        return _Columns(name, first, unit, number, note, others)
    return None


def _heads(rows: Sequence[Row], place: int) -> tuple[dict[int, str], int]:
    """Words above each column, the levels of a header joined, and the first row below it."""
    levels: list[dict[int, str]] = [dict(_spread(rows[0]))]
    depth = max((cell.row_span for cell in rows[0].cells), default=1)
    while depth > len(levels) and len(levels) < len(rows):
        levels.append(dict(_spread(rows[len(levels)])))
    columns = sorted({column for level in levels for column in level})
    heads = {
        column: ": ".join(
            dict.fromkeys(text for level in levels if (text := level.get(column, "")))
        )
        for column in columns
    }
    return heads, place + len(levels)


def _spread(row: Row) -> Iterator[tuple[int, str]]:
    for cell in row.cells:
        for column in range(cell.column, cell.column + cell.column_span):
            yield column, clean_spaces(cell.text)


def _texts(row: Row) -> dict[int, str]:
    return {cell.column: fold_yo(clean_spaces(cell.text).casefold()) for cell in row.cells}


def _is_numbering(filled: Sequence[str]) -> bool:
    """The row «1 2 3 4» below a header."""
    return len(filled) > 1 and filled == [str(number + 1) for number in range(len(filled))]


def _is_heading(row: Row, name: str, columns: _Columns) -> bool:
    widest = max((cell.column_span for cell in row.cells), default=1)
    return widest > 1 or columns.unit is not None or name.endswith(":")


def _unit_in_name(name: str) -> tuple[str, str]:
    """Take a unit off the end of a name: «Население, тыс. чел.», «Площадь (га)»."""
    found = _IN_NAME.search(name)
    unit = clean_spaces(found["unit"] or found["inner"]) if found else ""
    if found and unit_kind(unit) is not None:
        return clean_spaces(name[: found.start()]), unit
    return name, ""


def line_of_words(name: str, unit: str, taken: set[str]) -> FormLine:
    """Return a row typed in a hurry as a name and a unit; its code is free of those taken.

    >>> line_of_words("Цена воды, руб./куб. м", "", {"tsena_vody"}).indicator.code
    'tsena_vody_2'
    """
    name = _ORDINAL.sub("", clean_spaces(name))
    if not unit:
        name, unit = _unit_in_name(name)
    kind = unit_kind(unit) or (UnitKind.INDEX if unit else UnitKind.TEXT)
    return _line(name, unit, kind, free_code(code_of_name(name), taken))


def free_code(base: str, taken: set[str]) -> str:
    """Return a code that is not taken yet: the given one or with a number.

    >>> free_code("voda", {"voda", "voda_2"})
    'voda_3'
    """
    code, number = base, 2
    while code in taken:
        code, number = f"{base}_{number}", number + 1
    return code


def _line(name: str, unit: str, kind: UnitKind, code: str, definition: str = "") -> FormLine:
    is_text = kind is UnitKind.TEXT
    indicator = Indicator(
        code=code,
        name=name[:_MAX_NAME],
        unit=Unit(kind, unit[:_MAX_UNIT]),
        definition=definition[:5000],
        decimals=0 if kind is UnitKind.COUNT else 2,
        aggregation=Aggregation.NONE if is_text else Aggregation.MEAN,
    )
    return FormLine(indicator)
