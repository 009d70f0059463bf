"""Items without a verb: names, days and cities side by side, chronicles by months."""

import pytest

from planbook.facts import read_events


def told(
    *paragraphs: str, year: int = 2024
) -> list[tuple[str, list[tuple[str, str | int | None]]]]:
    return [
        (event.title, [(fact.type.value, fact.value or fact.number) for fact in event.facts])
        for event in read_events(paragraphs, year=year)
    ]


@pytest.mark.parametrize(
    ("text", "title", "host", "date"),
    [
        (
            "– «Белая ладья», 3–4 марта, Покров (12 городов);",
            "«Белая ладья»",
            "Покров",
            "2024-03-03/2024-03-04",
        ),
        (
            "Фестиваль «Щи да каша» – Вязьма, 6 июня, десять городов.",
            "Фестиваль «Щи да каша»",
            "Вязьма",
            "2024-06-06",
        ),
        (
            "• 9 мая, Муром – пробег памяти героев, 40 участников;",
            "Пробег памяти героев",
            "Муром",
            "2024-05-09",
        ),
        (
            "Пленэр «Берега» (Елабуга, 2 июля; 14 художников).",
            "Пленэр «Берега»",
            "Елабуга",
            "2024-07-02",
        ),
    ],
)
def test_a_city_beside_a_day_held_the_event(text: str, title: str, host: str, date: str) -> None:
    ((found, facts),) = told(text)

    assert found == title
    assert {("host", host), ("date", date)} <= set(facts)


def test_cities_of_a_match_are_no_hosts() -> None:
    ((_, facts),) = told("Дистанционный матч Рыбинск – Кострома, 10 апреля, ничья.")

    assert "host" not in dict(facts)


def test_a_chronicle_gives_its_month_and_its_city() -> None:
    assert told(
        "МАРТ. Псков. Семинар по тарифам. 35 участников.",
        "Апрель. 7-го числа в Туле прошёл форум «Дом».",
    ) == [
        ("Семинар по тарифам", [("date", "2024-03"), ("host", "Псков"), ("count-people", 35)]),
        ("Форум «Дом»", [("date", "2024-04-07"), ("host", "Тула")]),
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Вебинар о дорогах (14.04): 88 слушателей.", "2024-04-14"),
        ("Вебинар о дорогах (31.02): 88 слушателей.", None),
        (
            "Велопробег «Круг» стартовал 30 июля в Коломне и финишировал 6 августа в Рязани.",
            "2024-07-30/2024-08-06",
        ),
    ],
)
def test_short_days_and_days_from_start_to_finish(text: str, date: str | None) -> None:
    ((_, facts),) = told(text)

    assert dict(facts).get("date") == date


def test_a_range_of_ranks_is_given_in_order() -> None:
    ((_, facts),) = told("II кубок Волги прошёл 5 мая в Твери. 1–3-е места: Ржев, Кимры, Дубна.")

    assert [value for kind, value in facts if kind == "standing"] == ["Ржев", "Кимры", "Дубна"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Первой стала Коломна, второй – Кашира; далее: 3. Шатура, 4. Дубна.",
            [("Коломна", 1), ("Кашира", 2), ("Шатура", 3), ("Дубна", 4)],
        ),
        ("1м - Коломна, 2м - Кашира, 3м - Клин.", [("Коломна", 1), ("Кашира", 2), ("Клин", 3)]),
        (
            "1 место Коломна, 2 место Кашира, 3 место Шатура, 3 место Дубна.",
            [("Коломна", 1), ("Кашира", 2), ("Шатура", 3), ("Дубна", 3)],
        ),
        (
            "Победителями в двух группах стали шахматисты Коломны и Каширы.",
            [("Коломна", 1), ("Кашира", 1)],
        ),
        ("Третье место – у Нижней Туры.", [("Нижняя Тура", 3)]),
    ],
)
def test_ranks_in_brief_shared_and_of_groups(text: str, places: list[tuple[str, int]]) -> None:
    (event,) = read_events([f"Турнир «Гамбит» прошёл 5 мая в Твери. {text}"], year=2024)

    found = [fact for fact in event.facts if fact.type.value == "standing"]
    assert [(fact.value, fact.number) for fact in found] == places


@pytest.mark.parametrize(
    ("line", "title", "facts"),
    [
        (
            "– турнир по боксу памяти героев (Коломна, 17 февраля; 12 команд);",
            "турнир по боксу памяти героев",
            [("host", "Коломна"), ("date", "2024-02-17")],
        ),
        (
            "– «Окская регата» – в Серпухове, 11–12 июня;",
            "«Окская регата»",
            [("host", "Серпухов"), ("date", "2024-06-11/2024-06-12")],
        ),
        (
            "– духовной музыки «Лад» – г. Кашира, участвовали хоры Клина и Дубны.",
            "духовной музыки «Лад»",
            [("host", "Кашира")],
        ),
    ],
)
def test_a_line_of_a_list_goes_on_behind_its_city(
    line: str, title: str, facts: list[tuple[str, str]]
) -> None:
    assert told("При поддержке Союза прошли фестивали:", line) == [(title, facts)]


@pytest.mark.parametrize(
    ("text", "title", "host"),
    [
        (
            "12 мая в Дубне прошёл очередной Президиум Союза учёных.",
            "Заседание президиума Союза учёных",
            "Дубна",
        ),
        (
            "Секция «Музеи» Ассоциации «Север» встречалась 3 мая в Вологде.",
            "Заседание секции «Музеи»",
            "Вологда",
        ),
        ("Форум «Волна» прошёл в Белёве Тульской области.", "Форум «Волна»", "Белёв"),
        (
            "Рыбинск на неделю стал столицей моряков: с 10 по 15 июля здесь прошёл форум «Волна».",
            "Форум «Волна»",
            "Рыбинск",
        ),
    ],
)
def test_bodies_that_met_and_cities_told_by_here(text: str, title: str, host: str) -> None:
    ((found, facts),) = told(text)

    assert (found, dict(facts).get("host")) == (title, host)


def test_a_host_is_fixed_by_a_resolution() -> None:
    (event,) = read_events(
        ["Утвердить местом проведения фестиваля «Волна» 2025 года г. Рыбинск, сроком – май."],
        year=2024,
    )

    assert [(fact.value, fact.number) for fact in event.facts] == [
        ("Рыбинск", 2025),
        ("2025-05", None),
    ]
