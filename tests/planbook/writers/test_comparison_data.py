"""Comparison tables as separated text, JSON and open data, read back by others."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest
from tests.planbook.writers.comparison_samples import CITIES, OWNER, large, tariffs

from planbook.indicators import Column
from planbook.text.formulas import unguard_formula
from planbook.writers.comparison_csv import comparison_csv_lines, write_comparison_csv
from planbook.writers.comparison_dataset import (
    DatasetPassport,
    dataset_files,
    passport_pairs,
    write_dataset,
)
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparison_json import comparison_json, write_comparison_json

pytestmark = pytest.mark.core

PASSPORT = DatasetPassport(
    "3500000000-tariffs",
    responsible="Исполнительная дирекция",
    email="direction@example.org",
    address="https://example.org/opendata/3500000000-tariffs/",
    keywords=("тарифы", "города"),
)
FORMULA = "=СУММ(A1:A9)"


def lines(data: bytes, separator: str = ";") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write_dataset(tariffs(6), PASSPORT))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def renamed(text: str) -> ComparisonExport:
    table = tariffs(2)
    columns = tuple(Column(text, one.key) for one in table.columns)
    return ComparisonExport(replace(table, columns=columns, title=text, owner=text))


def test_csv_has_a_line_for_every_indicator_with_decimal_commas() -> None:
    told = lines(write_comparison_csv(ComparisonExport(tariffs(3))))

    assert told[:2] == [
        [
            *("№", "Раздел", "Код", "Показатель", "Единица"),
            *("Вологда", "Великий\u00a0Новгород", "Псков"),
            *("Число ответов", "Наименьшее", "Наибольшее", "Среднее", "Медиана"),
            *("Нижний квартиль", "Верхний квартиль", "Сумма"),
        ],
        [
            *("1.1", "Водоснабжение и теплоснабжение", "tariff.water"),
            *("Тариф на холодную воду для населения", "руб./куб. м"),
            *("28,00", "35,13", "42,26"),
            *("3", "28,00", "42,26", "35,13", "35,13", "31,57", "38,70", ""),
        ],
    ]
    assert told[7][5:8] == ["20,50", "23,50", "26,50"]
    assert [row[3:] for row in told[9:12]] == [
        ["Поставщик 1", "", *["МУП «Водоканал»"] * 3],
        ["Тариф поставщика", "руб./куб. м", "20,50", "21,50", "22,50"],
        ["Плата за подключение", "тыс. руб.", "100", "101", "102"],
    ]
    assert told[-1] == [f"При использовании ссылка на источник обязательна: {OWNER}."]


def test_csv_turned_has_a_line_for_every_city() -> None:
    told = lines(write_comparison_csv(ComparisonExport(tariffs(2), is_turned=True)))

    assert [row[:3] for row in told[:8]] == [
        ["№", "1.1", "1.2"],
        ["Раздел", *["Водоснабжение и теплоснабжение"] * 2],
        ["Код", "tariff.water", "tariff.heat"],
        [
            "Показатель",
            "Тариф на холодную воду для населения",
            "Тариф на тепловую энергию для населения, подключённого к централизованным сетям",
        ],
        ["Единица", "руб./куб. м", "руб./Гкал"],
        ["Вологда", "28,00", "1820,00"],
        ["Великий\u00a0Новгород", "35,13", "1957,07"],
        ["Число ответов", "2", "2"],
    ]


def test_csv_guards_words_and_leaves_negative_numbers() -> None:
    told = lines(write_comparison_csv(renamed(FORMULA)))

    assert told[0][5:7] == [f"'{FORMULA}"] * 2
    assert unguard_formula(told[0][5]) == FORMULA
    assert told[-2][0].startswith(f"'{FORMULA}. III")


def test_csv_goes_out_line_by_line() -> None:
    export = ComparisonExport(large(300, 3))

    assert "".join(comparison_csv_lines(export)).encode() == write_comparison_csv(export)
    assert len(lines(write_comparison_csv(export))[0]) == 5 + 300 + 7


def test_json_tells_exact_values_and_figures() -> None:
    export = ComparisonExport(tariffs(5), tariffs(5, shift=2), source_url="https://example.org")
    told = json.loads(write_comparison_json(export))
    heat = told["sections"][0]["rows"][1]

    assert told == comparison_json(export)
    assert {name: told[name] for name in ("period", "version", "made_on", "previous_period")} == {
        "period": "2026-35",
        "version": 2,
        "made_on": "2026-10-20",
        "previous_period": "2026-34",
    }
    assert heat["values"]["city-0"] == [{"number": "1820.00"}]
    assert heat["values"]["city-4"] == [
        {"missing": "not_applicable", "comment": "Централизованной сети нет"}
    ]
    assert heat["summary"] == {
        "count": 4,
        "minimum": "1820.00",
        "maximum": "2231.21",
        "mean": "2025.61",
        "median": "2025.61",
        "lower_quartile": "1922.80",
        "upper_quartile": "2128.41",
        "missing": {"not_applicable": 1},
        "unanswered": 0,
    }
    assert heat["ranks"] == {"city-0": "1", "city-1": "2", "city-2": "3", "city-3": "4"}
    assert heat["changes"]["city-0"] == {"absolute": "-62.00", "percent": "-3.3"}
    assert told["sections"][2]["copies"]["city-1"] == ["МУП «Водоканал»", "ООО «Сети»"]


def test_dataset_has_its_files_in_order() -> None:
    assert list(files()) == [
        "data-20261020-structure-20261020.csv",
        "structure-20261020.csv",
        "indicators.csv",
        "meta.csv",
        "passport.csv",
        "datapackage.json",
    ]


def test_dataset_has_a_line_for_every_value_and_for_every_silence() -> None:
    told = lines(files()["data-20261020-structure-20261020.csv"], ",")
    head, body = told[0], [dict(zip(told[0], row, strict=True)) for row in told[1:]]

    assert head[:5] == ["period", "city_key", "city", "section", "indicator_code"]
    assert body[0] == {
        "period": "2026-35",
        "city_key": "city-0",
        "city": "Вологда",
        "section": "Водоснабжение и теплоснабжение",
        "indicator_code": "tariff.water",
        "indicator_version": "1",
        "copy": "",
        "copy_name": "",
        "value": "28.00",
        "text": "",
        "status": "value",
        "comment": "",
    }
    # Six rows of six cities, and two rows of 1, 2, 3, 1, 2 and 3 suppliers.
    assert len(body) == 6 * 6 + 2 * 12
    assert [(row["city"], row["status"]) for row in body if row["status"] != "value"] == [
        (CITIES[4], "not_applicable"),
        (CITIES[4], "no_data"),
        (CITIES[5], "unanswered"),
    ]
    assert [row["copy_name"] for row in body if row["copy"] == "2"][:2] == ["ООО «Сети»"] * 2


def test_passport_has_the_eighteen_characteristics() -> None:
    table = tariffs(6)
    told = lines(files()["passport.csv"], ",")

    assert [row[1:] for row in told[1:]] == [list(pair) for pair in passport_pairs(table, PASSPORT)]
    assert [row[0] for row in told[1:]] == [str(number) for number in range(1, 19)]
    assert told[8][2] == (
        "https://example.org/opendata/3500000000-tariffs/data-20261020-structure-20261020.csv"
    )


def test_meta_names_what_machines_ask_for() -> None:
    told = dict(lines(files()["meta.csv"], ",")[1:])

    assert list(told) == [
        *("standardversion", "identifier", "title", "description", "creator", "created"),
        *("modified", "subject", "format", "data-20261020-structure-20261020"),
        *("structure-20261020", "provenance", "valid", "publishername", "publisherphone"),
        "publishermbox",
    ]
    assert told["created"] == told["modified"] == "20261020"
    assert f"При использовании ссылка на источник обязательна: {OWNER}." in told["description"]


def test_data_package_describes_the_columns_that_are_there() -> None:
    found = files()
    package = json.loads(found["datapackage.json"])

    for resource in package["resources"]:
        header = lines(found[resource["path"]], ",")[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    structure = lines(found["structure-20261020.csv"], ",")
    assert [row[0] for row in structure[1:]] == lines(
        found["data-20261020-structure-20261020.csv"], ","
    )[0]
    assert (package["profile"], package["version"]) == ("tabular-data-package", "2")


def test_dataset_guards_words() -> None:
    told = dataset_files(renamed(FORMULA).table, PASSPORT)
    data = "".join(told["data-20261020-structure-20261020.csv"])
    meta = "".join(told["meta.csv"])

    assert f",'{FORMULA}," in data
    assert f"creator,'{FORMULA}" in meta


def test_dataset_without_cities_has_headers() -> None:
    with zipfile.ZipFile(io.BytesIO(write_dataset(tariffs(0), PASSPORT))) as archive:
        told = archive.read("data-20261020-structure-20261020.csv")

    assert len(lines(told, ",")) == 1


def test_same_table_gives_the_same_bytes() -> None:
    export = ComparisonExport(tariffs(6))

    assert write_dataset(tariffs(6), PASSPORT) == write_dataset(tariffs(6), PASSPORT)
    assert write_comparison_csv(export) == write_comparison_csv(export)
    assert write_comparison_json(export) == write_comparison_json(export)
