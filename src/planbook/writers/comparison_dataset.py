"""A comparison table as open data: values, their structure, a passport, a data package, one zip.

The passport has the 18 fields of the methodical recommendations on publishing open data by state
and municipal bodies (version 3.0 of 29 May 2014, kept in version 4.0 of 12 December 2024); names of
files and the fields of `meta.csv` are those of version 3.0. The data package follows Frictionless
Data Package 1.0.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from planbook.indicators import UNIT_KIND_WORDS, CellValue, ComparisonTable, FormSection
from planbook.writers.comparison_csv import safe
from planbook.writers.comparisons.words import citation, period_words

_STANDARD = "http://opendata.gosmonitor.ru/standard/3.0"
_RECOMMENDATIONS = "3.0"
_TYPES = {"string": "xsd:string", "decimal": "xsd:decimal", "integer": "xsd:integer"}
# The first moment that a zip archive can name.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
VALUE, UNANSWERED = "value", "unanswered"


@dataclass(frozen=True, slots=True)
class DatasetPassport:
    """What the passport of an open dataset tells beside the table itself.

    Attributes:
        identifier: «taxpayer number-short name», for example ``3500000000-tariffs``.
        description: what the dataset holds; the title and the period are taken for none.
        responsible, phone, email: whom to ask: an office, not a person.
        address: folder where the files are published, empty if nowhere yet.
        published_on, updated_on, valid_until: ISO days, empty where they are not known; the day of
            the table is taken for the first two.
        last_change: what the last change was; the version of the table is taken for none.
        keywords: in Russian.
    """

    identifier: str
    description: str = ""
    responsible: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    published_on: str = ""
    updated_on: str = ""
    valid_until: str = ""
    last_change: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    english: str
    russian: str
    kind: str = "string"


FIELDS: tuple[_Field, ...] = (
    _Field("period", "Period (EDTF)", "Период (EDTF: год, квартал 33–36, полугодие 40–41)"),
    _Field("city_key", "City key", "Постоянный ключ города"),
    _Field("city", "City", "Город"),
    _Field("section", "Section of the form", "Раздел формы"),
    _Field("indicator_code", "Indicator code", "Код показателя"),
    _Field("indicator_version", "Version of the definition", "Версия определения", "integer"),
    _Field("copy", "Copy of a repeated section", "Номер поставщика, зоны и т. п.", "integer"),
    _Field("copy_name", "Name of the copy", "Поставщик, зона и т. п."),
    _Field("value", "Number", "Число", "decimal"),
    _Field("text", "Answer in words", "Ответ словами"),
    _Field(
        "status",
        "value; no_data; not_applicable; not_our_power; being_clarified; not_provided; unanswered",
        "Есть значение; нет данных; не применимо; не в ведении; уточняется; не предоставлено; "
        "нет ответа",
    ),
    _Field("comment", "Comment", "Пояснение города"),
)
_INDICATOR_FIELDS: tuple[_Field, ...] = (
    _Field("indicator_code", "Indicator code", "Код показателя"),
    _Field("indicator_version", "Version of the definition", "Версия определения", "integer"),
    _Field("name", "Name", "Показатель"),
    _Field("unit", "Unit", "Единица"),
    _Field("kind", "Kind of unit", "Вид единицы"),
    _Field("decimals", "Decimals", "Знаков после запятой", "integer"),
    _Field("direction", "Direction", "Что лучше: больше, меньше, не оценивается"),
    _Field("definition", "Definition", "Определение"),
)


def write_dataset(table: ComparisonTable, passport: DatasetPassport) -> bytes:
    """Write the dataset with its passport as one zip; the same table gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compresslevel=6) as archive:
        for name, pieces in dataset_files(table, passport).items():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            with archive.open(entry, "w") as stream:
                for piece in pieces:
                    stream.write(piece.encode("utf-8", errors="replace"))
    return buffer.getvalue()


def dataset_files(table: ComparisonTable, passport: DatasetPassport) -> dict[str, Iterable[str]]:
    """Return the files of the dataset by name; each is a run of pieces, so that long ones flow.

    >>> from datetime import date
    >>> from planbook.indicators import IndicatorForm
    >>> form = IndicatorForm("Тарифы", ())
    >>> table = ComparisonTable("Тарифы", "Союз", "2026", form, 1, date(2026, 4, 20), (), ())
    >>> list(dataset_files(table, DatasetPassport("3500000000-tariffs")))[:2]
    ['data-20260420-structure-20260420.csv', 'structure-20260420.csv']
    """
    data, structure = file_names(table)
    return {
        data: data_lines(table),
        structure: _structure_lines(FIELDS),
        "indicators.csv": _indicator_lines(table),
        "meta.csv": _lines(("property", "value"), _meta(table, passport)),
        "passport.csv": _lines(("№", "Характеристика", "Значение"), _passport(table, passport)),
        "datapackage.json": [_package(table, passport)],
    }


def file_names(table: ComparisonTable) -> tuple[str, str]:
    """Return the names of the file of data and of the file of its structure."""
    day = table.made_on.strftime("%Y%m%d")
    return f"data-{day}-structure-{day}.csv", f"structure-{day}.csv"


def data_lines(table: ComparisonTable) -> Iterator[str]:
    """Yield the data: a line for every value of every city, also for one that was not given."""
    return _lines([one.name for one in FIELDS], _values(table))


def passport_pairs(
    table: ComparisonTable, passport: DatasetPassport
) -> tuple[tuple[str, str], ...]:
    """Return the passport as a page shows it: characteristic and value, 18 of them."""
    data, structure = file_names(table)
    day = table.made_on.isoformat()
    return (
        ("Идентификационный номер", passport.identifier),
        ("Наименование набора открытых данных", _title(table)),
        ("Описание набора открытых данных", _description(table, passport)),
        ("Владелец набора открытых данных", table.owner),
        ("Ответственное лицо", passport.responsible),
        ("Телефон ответственного лица", passport.phone),
        ("Адрес электронной почты ответственного лица", passport.email),
        ("Гиперссылка (URL) на открытые данные", _address(passport, data)),
        ("Формат набора открытых данных", "CSV"),
        ("Описание структуры набора открытых данных", _address(passport, structure)),
        ("Дата первой публикации набора открытых данных", passport.published_on or day),
        ("Дата последнего внесения изменений", passport.updated_on or day),
        ("Содержание последнего изменения", _last_change(table, passport)),
        ("Дата актуальности набора открытых данных", passport.valid_until),
        ("Ключевые слова, соответствующие содержанию", ", ".join(passport.keywords)),
        ("Гиперссылки (URL) на версии открытых данных", _address(passport, data)),
        ("Гиперссылки (URL) на версии структуры", _address(passport, structure)),
        ("Версия методических рекомендаций", _RECOMMENDATIONS),
    )


def _passport(table: ComparisonTable, passport: DatasetPassport) -> Iterator[list[str]]:
    for number, (name, value) in enumerate(passport_pairs(table, passport), 1):
        yield [str(number), name, safe(value)]


def _meta(table: ComparisonTable, passport: DatasetPassport) -> Iterator[list[str]]:
    data, structure = file_names(table)
    day = table.made_on.isoformat()
    pairs = {
        "standardversion": _STANDARD,
        "identifier": passport.identifier,
        "title": _title(table),
        "description": _description(table, passport),
        "creator": table.owner,
        "created": (passport.published_on or day).replace("-", ""),
        "modified": (passport.updated_on or day).replace("-", ""),
        "subject": ", ".join(passport.keywords),
        "format": "csv",
        data.removesuffix(".csv"): _address(passport, data),
        structure.removesuffix(".csv"): _address(passport, structure),
        "provenance": _last_change(table, passport),
        "valid": passport.valid_until.replace("-", ""),
        "publishername": passport.responsible,
        "publisherphone": passport.phone,
        "publishermbox": passport.email,
    }
    for name, value in pairs.items():
        yield [name, safe(value)]


def _title(table: ComparisonTable) -> str:
    return f"{' '.join(table.title.split())}. {period_words(table.period_edtf)}"


def _description(table: ComparisonTable, passport: DatasetPassport) -> str:
    told = passport.description.strip() or (
        f"Значения показателей по городам ({len(table.columns)}): {_title(table)}"
    )
    return f"{told.rstrip('.')}. {citation(table)}"


def _last_change(table: ComparisonTable, passport: DatasetPassport) -> str:
    return passport.last_change or f"Версия {table.number} сводной таблицы"


def _address(passport: DatasetPassport, name: str) -> str:
    return f"{passport.address.rstrip('/')}/{name}" if passport.address else name


def _values(table: ComparisonTable) -> Iterator[list[str]]:
    sections = {section.code: section for section in table.form.sections}
    for row in table.rows:
        section = sections[row.section_code]
        indicator = row.line.indicator
        names = table.copies.get(section.code, ())
        for place, cells in enumerate(row.cells):
            column = table.columns[place]
            copies = names[place] if place < len(names) else ()
            for copy, cell in enumerate(cells):
                yield [
                    table.period_edtf,
                    safe(column.key),
                    safe(column.city),
                    safe(section.heading),
                    safe(indicator.code),
                    str(indicator.version),
                    str(copy + 1) if section.is_repeated else "",
                    _copy_name(section, copies, copy),
                    *_told(cell),
                ]


def _copy_name(section: FormSection, names: Sequence[str], copy: int) -> str:
    return safe(names[copy]) if section.is_repeated and copy < len(names) else ""


def _told(cell: CellValue | None) -> list[str]:
    if cell is None:
        return ["", "", UNANSWERED, ""]
    number = "" if cell.number is None else format(cell.number, "f")
    status = VALUE if cell.missing is None else cell.missing.value
    return [number, safe(cell.text), status, safe(cell.comment)]


def _indicator_lines(table: ComparisonTable) -> Iterator[str]:
    rows = (
        [
            safe(one.code),
            str(one.version),
            safe(one.name),
            safe(one.unit.name),
            UNIT_KIND_WORDS[one.unit.kind],
            str(one.decimals),
            one.direction.value,
            safe(one.definition),
        ]
        for one in (row.line.indicator for row in table.rows)
    )
    return _lines([one.name for one in _INDICATOR_FIELDS], rows)


def _structure_lines(fields: Iterable[_Field]) -> Iterator[str]:
    header = ("field name", "english description", "russian description", "format")
    return _lines(header, ([f.name, f.english, f.russian, _TYPES[f.kind]] for f in fields))


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield lines by RFC 4180: commas, CRLF, UTF-8 without a byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() > 65536:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _package(table: ComparisonTable, passport: DatasetPassport) -> str:
    data, _ = file_names(table)
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": passport.identifier.casefold(),
        "title": _title(table),
        "description": _description(table, passport),
        "version": str(table.number),
        "created": f"{passport.published_on or table.made_on.isoformat()}T00:00:00Z",
        "keywords": list(passport.keywords),
        "contributors": [{"title": table.owner, "role": "publisher"}],
        "resources": [
            _resource("data", data, FIELDS),
            _resource("indicators", "indicators.csv", _INDICATOR_FIELDS),
        ],
    }
    if passport.address:
        described["homepage"] = passport.address
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _resource(name: str, path: str, fields: Iterable[_Field]) -> dict[str, Any]:
    kinds = {"string": "string", "decimal": "number", "integer": "integer"}
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": one.name, "title": one.russian, "type": kinds[one.kind]} for one in fields
            ],
            "missingValues": [""],
        },
    }
