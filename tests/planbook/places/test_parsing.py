"""Place cells: every cell of the gold table, cells of other plans, and what must always hold."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.places import AttendanceMode, Place, PlacesResult, parse_places
from planbook.places.cell import MAX_CELL
from planbook.places.subjects import subject_names

pytestmark = pytest.mark.core

GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "places.csv"
MODES = {"in-person": "in_person", "remote": "online", "mixed": "hybrid", "unknown": "unknown"}
# A cell shared by place and date is split where plans are read.
DATE_IN_CELL = re.compile(
    r"\s+(?:\d+\s)?(?:янв|февр|март|апр|ма[йя]|июн|июл|авг|сент|окт|нояб|дек).*$"
)
WORD = re.compile(r"\w+")


def _gold_rows() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _gold_id(row: dict[str, str]) -> str:
    return f"{row['doc']}-{row['item']}-{row['role']}"


def _listed(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _joined(values: list[str]) -> str:
    return "; ".join(value for value in values if value)


@pytest.mark.parametrize("row", _gold_rows(), ids=_gold_id)
def test_parse_places_equals_gold(row: dict[str, str]) -> None:
    is_shared = row["doc"] == "S002" and row["role"] == "place"
    cell = DATE_IN_CELL.sub("", row["raw"]) if is_shared else row["raw"]
    # The gold explains the abbreviation, the cell does not.
    organization = row["organisation"].replace(" (муниципальные образования)", "")

    result = parse_places(cell)

    named = _listed(row["regions"])
    said = {place.region for place in result.places if not place.locality or place.region in named}
    assert [place.locality for place in result.places if place.locality] == _listed(
        row["settlements"]
    )
    assert said - {""} == set(named)
    assert _joined([place.district for place in result.places]) == row["district"]
    assert _joined([place.venue for place in result.places]) == row["venue"]
    assert _joined([place.organization for place in result.places]) == organization
    if row["mode"]:
        equally_right = [row["mode"], *_listed(row["mode_alt"])]
        assert result.attendance_mode.value in {MODES[mode] for mode in equally_right}


def _brief(result: PlacesResult) -> list[tuple[str, str, str, str, str]]:
    return [
        (place.locality, place.district, place.region, place.venue, place.organization)
        for place in result.places
    ]


# text, then (locality, district, region, venue, organization) of each place, and the mode
CELLS = [
    ("г.Оренбург", [("Оренбург", "", "Оренбургская область", "", "")], "in_person"),
    ("Йошкар-Ола", [("Йошкар-Ола", "", "Республика Марий Эл", "", "")], "in_person"),
    ("ВОЛОГДА", [("Вологда", "", "Вологодская область", "", "")], "in_person"),
    ("г.вологда", [("Вологда", "", "Вологодская область", "", "")], "in_person"),
    ("г. Bологда", [("Вологда", "", "Вологодская область", "", "")], "in_person"),
    ("Санкт- Петербург", [("Санкт-Петербург", "", "Санкт-Петербург", "", "")], "in_person"),
    ("Великий\nНовгород", [("Великий Новгород", "", "Новгородская область", "", "")], "in_person"),
    ("Н.Новгород", [("Нижний Новгород", "", "Нижегородская область", "", "")], "in_person"),
    ("г. Н. Тагил", [("Нижний Тагил", "", "Свердловская область", "", "")], "in_person"),
    (
        "Вологда/Череповец",
        [
            ("Вологда", "", "Вологодская область", "", ""),
            ("Череповец", "", "Вологодская область", "", ""),
        ],
        "in_person",
    ),
    (
        "Архангельск, Северодвинск и Новодвинск",
        [
            ("Архангельск", "", "Архангельская область", "", ""),
            ("Северодвинск", "", "Архангельская область", "", ""),
            ("Новодвинск", "", "Архангельская область", "", ""),
        ],
        "in_person",
    ),
    (
        "Москва – Санкт-Петербург",
        [
            ("Москва", "", "Москва", "", ""),
            ("Санкт-Петербург", "", "Санкт-Петербург", "", ""),
        ],
        "in_person",
    ),
    (
        "- г. Москва;\n- г. Казань",
        [("Москва", "", "Москва", "", ""), ("Казань", "", "Республика Татарстан", "", "")],
        "in_person",
    ),
    (
        "с. Сизьма, Шекснинский район, Вологодская область",
        [("Сизьма", "Шекснинский район", "Вологодская область", "", "")],
        "in_person",
    ),
    (
        "Калужская область, Малоярославецкий район, д. Детчино",
        [("Детчино", "Малоярославецкий район", "Калужская область", "", "")],
        "in_person",
    ),
    (
        "с. Вятское (Некрасовский район)",
        [("Вятское", "Некрасовский район", "Ярославская область", "", "")],
        "in_person",
    ),
    (
        "Ленинградская обл., Всеволожский р-н, г. Мурино",
        [("Мурино", "Всеволожский район", "Ленинградская область", "", "")],
        "in_person",
    ),
    (
        "Октябрьский, Тюльганский районы",
        [("", "Октябрьский район", "", "", ""), ("", "Тюльганский район", "", "", "")],
        "unknown",
    ),
    (
        "Боровичский и Старорусский районы Новгородской области",
        [
            ("", "Боровичский район", "Новгородская область", "", ""),
            ("", "Старорусский район", "Новгородская область", "", ""),
        ],
        "unknown",
    ),
    (
        "Самарская область, Волжский район, Ставропольский район",
        [
            ("", "Волжский район", "Самарская область", "", ""),
            ("", "Ставропольский район", "Самарская область", "", ""),
        ],
        "unknown",
    ),
    (
        "МО МР «Ижемский»",
        [("", "Ижемский муниципальный район", "", "", "")],
        "unknown",
    ),
    (
        "Село Уинское, РДК",
        [("Уинское", "", "Пермский край", "РДК", "")],
        "in_person",
    ),
    (
        "онлайн (организатор – г. Киров)",
        [("Киров", "", "Кировская область", "", "")],
        "online",
    ),
    (
        "Козьмодемьянск и районы республики",
        [("Козьмодемьянск", "", "Республика Марий Эл", "районы республики", "")],
        "in_person",
    ),
    ("Башкортостан республика", [("", "", "Республика Башкортостан", "", "")], "unknown"),
    (
        "Кировский район г. Екатеринбурга",
        [("Екатеринбург", "Кировский район", "Свердловская область", "", "")],
        "in_person",
    ),
    (
        "городской округ Тольятти",
        [("Тольятти", "городской округ Тольятти", "Самарская область", "", "")],
        "in_person",
    ),
    ("г. Киров Калужской области", [("Киров", "", "Калужская область", "", "")], "in_person"),
    (
        "Железногорск (Красноярский край)",
        [("Железногорск", "", "Красноярский край", "", "")],
        "in_person",
    ),
    ("г. Пушкин, Санкт-Петербург", [("Пушкин", "", "Санкт-Петербург", "", "")], "in_person"),
    (
        "Крым, г. Севастополь",
        [("", "", "Республика Крым", "", ""), ("Севастополь", "", "Севастополь", "", "")],
        "in_person",
    ),
    (
        "Республика Дагестан, г. Каспийск",
        [("Каспийск", "", "Республика Дагестан", "", "")],
        "in_person",
    ),
    (
        "ХМАО, Сургут",
        [("Сургут", "", "Ханты-Мансийский автономный округ - Югра", "", "")],
        "in_person",
    ),
    # The only Новоспасское of the table lies elsewhere than a district with its seat in Ельня.
    (
        "с. Новоспасское, Ельнинский район",
        [("Новоспасское", "Ельнинский район", "", "", "")],
        "in_person",
    ),
    ("г. Орша, Республика Беларусь", [("Орша", "", "", "", "")], "in_person"),
    ("субъекты РФ (по согласованию)", [("", "", "", "", "")], "unknown"),
    ("Приволжский ФО", [("", "", "", "", "")], "unknown"),
    ("Минск, Республика Беларусь", [("Минск", "", "", "", "")], "in_person"),
    (
        "центральная площадь с. Мраково",
        [("Мраково", "", "Республика Башкортостан", "центральная площадь", "")],
        "in_person",
    ),
    ("ст.Смоленская, ДК", [("Смоленская", "", "Краснодарский край", "ДК", "")], "in_person"),
    (
        "г. Вологда, ул. Пушкинская, д. 25, актовый зал",
        [("Вологда", "", "Вологодская область", "ул. Пушкинская, д. 25, актовый зал", "")],
        "in_person",
    ),
    (
        "ИКЦ, г. Калуга, ул. Октябрьская, 17а",
        [("Калуга", "", "Калужская область", "ИКЦ, ул. Октябрьская, 17а", "")],
        "in_person",
    ),
    (
        "МБОУ «СОШ № 5» г. Вологды",
        [("Вологда", "", "Вологодская область", "МБОУ «СОШ № 5» г. Вологды", "")],
        "in_person",
    ),
    (
        "г. Тверь стадион «Труд»",
        [("Тверь", "", "Тверская область", "стадион «Труд»", "")],
        "in_person",
    ),
    (
        "Стадион «Динамо» Вологда",
        [("Вологда", "", "Вологодская область", "Стадион «Динамо»", "")],
        "in_person",
    ),
    (
        "МАУ «Дворец спорта» (г. Тула)",
        [("Тула", "", "Тульская область", "МАУ «Дворец спорта»", "")],
        "in_person",
    ),
    (
        "Ярославль (КЗЦ «Миллениум»)",
        [("Ярославль", "", "Ярославская область", "КЗЦ «Миллениум»", "")],
        "in_person",
    ),
    (
        "Волгоград Арена",
        [("Волгоград", "", "Волгоградская область", "Волгоград Арена", "")],
        "in_person",
    ),
    (
        "Гостиница «Москва», г. Вологда",
        [("Вологда", "", "Вологодская область", "Гостиница «Москва»", "")],
        "in_person",
    ),
    ("улица Кирова", [("", "", "", "улица Кирова", "")], "in_person"),
    ("ул. Московская, 5", [("", "", "", "ул. Московская, 5", "")], "in_person"),
    ("Парк им. Горького", [("", "", "", "Парк им. Горького", "")], "in_person"),
    ("стадион «Череповец»", [("", "", "", "стадион «Череповец»", "")], "in_person"),
    ("набережная реки Вологды", [("", "", "", "набережная реки Вологды", "")], "in_person"),
    ("Чукальский СДК", [("", "", "", "Чукальский СДК", "")], "in_person"),
    (
        "Администрация города Вологды, зал заседаний",
        [("Вологда", "", "Вологодская область", "зал заседаний", "Администрация города Вологды")],
        "in_person",
    ),
    (
        "Департамент культуры Вологодской области",
        [("", "", "Вологодская область", "", "Департамент культуры Вологодской области")],
        "unknown",
    ),
    ("МКУ «Управление культуры»", [("", "", "", "", "МКУ «Управление культуры»")], "unknown"),
    ("Вологодская городская Дума", [("", "", "", "", "Вологодская городская Дума")], "unknown"),
    ("г. Самара, очно-заочно", [("Самара", "", "Самарская область", "", "")], "hybrid"),
    ("Очно (г. Вологда), онлайн", [("Вологда", "", "Вологодская область", "", "")], "hybrid"),
    ("онлайн, г. Иваново", [("Иваново", "", "Ивановская область", "", "")], "online"),
    ("в режиме видеоконференции", [], "online"),
    ("Онлайн – формат", [], "online"),
    ("заочная форма участия", [], "online"),
    ("очная форма", [], "in_person"),
    ("платформа Zoom", [("", "", "", "платформа Zoom", "")], "online"),
    ("по назначению", [("", "", "", "", "")], "unknown"),
    ("место проведения уточняется", [("", "", "", "", "")], "unknown"),
    ("", [], "unknown"),
    ("   \n ", [], "unknown"),
]


@pytest.mark.parametrize(("text", "places", "mode"), CELLS, ids=[cell[0] for cell in CELLS])
def test_parse_places_reads_other_plans(
    text: str, places: list[tuple[str, str, str, str, str]], mode: str
) -> None:
    result = parse_places(text)

    assert _brief(result) == places
    assert result.attendance_mode.value == mode


FINDINGS = [
    ("Белгородская. Курская области", ["place.separator"]),
    ("Ярославская Ленинградская области", ["place.separator"]),
    ("Субъекты РФ", ["place.all_regions"]),
    ("Субъекты будут определены по итогам\nI этапа", ["place.undetermined"]),
    ("г. Железногорск", ["place.ambiguous_locality"]),
    ("с. Крутояр", ["place.unknown_locality"]),
    ("исполнительная дирекция", ["place.organization"]),
    ("Оптина пустынь", ["place.unread"]),
    ("г. Вологда", []),
]


@pytest.mark.parametrize(("text", "codes"), FINDINGS)
def test_parse_places_reports_what_is_unclear(text: str, codes: list[str]) -> None:
    assert [finding.code for finding in parse_places(text).findings] == codes


def test_parse_places_gives_coordinates_country_and_zone() -> None:
    place = parse_places("г. Судак, Республика Крым").places[0]

    assert place == Place(
        text="г. Судак, Республика Крым",
        locality="Судак",
        region="Республика Крым",
        country="Россия",
        latitude=44.8492,
        longitude=34.9747,
        time_zone="Europe/Simferopol",
    )


def test_parse_places_of_unclear_namesake_invents_no_coordinates() -> None:
    place = parse_places("г. Железногорск").places[0]

    assert place == Place(text="г. Железногорск", locality="Железногорск")


def test_parse_places_keeps_parts_of_the_wording() -> None:
    text = "ИД АГП; администрация г. Кирова\n\n(ВКС)"

    result = parse_places(text)

    assert [place.text for place in result.places] == [
        "ИД АГП",
        "администрация г. Кирова\n\n(ВКС)",
    ]


def test_parse_places_lists_every_subject() -> None:
    text = ", ".join(subject_names().values())

    result = parse_places(text)

    named = [place.region or place.locality for place in result.places]
    assert named == list(subject_names().values())


def test_parse_places_refuses_to_read_a_whole_document() -> None:
    text = "г. Вологда, " * MAX_CELL

    result = parse_places(text)

    assert result.places == (Place(text=text),)
    assert [finding.code for finding in result.findings] == ["place.too_long"]


PIECES = st.sampled_from(
    [
        *("г. ", "с. ", "д. 5", "п.", "Вологда", "Иванова", "Демидовский район", "область"),
        *("Калужская, Брянская области", "«Юбилейный»", "«", "»", "(", ")", "ВКС", "онлайн"),
        *(",", ";", "\n", "\n\n", " и ", " - ", "ул. Мира", "им. А.С. Пушкина", "МО", "ИД АГП"),
        *("администрация", "ДК", "школа № 5", "\u00ad", "\u00a0", "Санкт-\nПетербург", "Крым"),
        *("Субъекты РФ", "по согласованию", "MAΓ", "2023 г.", "й", "I этап", "г", "Г.", "*"),
    ]
)
CELL_TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("".join))


@given(CELL_TEXTS)
def test_parse_places_never_raises_and_loses_no_letter(text: str) -> None:
    """Two words written as one («АаВОЛОГДА») may be told apart, so letters are compared."""
    result = parse_places(text)

    kept = " ".join(place.text for place in result.places)
    if result.places or result.attendance_mode is AttendanceMode.UNKNOWN:
        assert "".join(WORD.findall(kept)) == "".join(WORD.findall(text))
    for place in result.places:
        assert place.text in text


@given(CELL_TEXTS)
def test_parse_places_names_only_known_regions(text: str) -> None:
    known = {*subject_names().values(), ""}

    result = parse_places(text)

    assert {place.region for place in result.places} <= known
    assert isinstance(result.attendance_mode, AttendanceMode)


@given(st.text(alphabet="«»(),;\nг. Вологдаий-", max_size=400))
def test_parse_places_of_hostile_marks_stays_within_the_text(text: str) -> None:
    for place in parse_places(text).places:
        assert place.text in text
