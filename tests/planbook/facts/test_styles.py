"""Ways of saying that whole reports are written in: headlines, chronicles, lists, changes."""

import pytest

from planbook.facts import read_events

pytestmark = pytest.mark.core

Told = list[tuple[str, str, list[tuple[str, str | int]]]]


def told(*paragraphs: str) -> Told:
    return [
        (
            event.role.value,
            event.title,
            [(fact.type.value, fact.value or fact.number or 0) for fact in event.facts],
        )
        for event in read_events(paragraphs, year=2024)
    ]


@pytest.mark.parametrize(("text", "events"), [
    ("Форум «Архив». Псков, 22–23 мая. 80 участников.",
     [("held", "Форум «Архив»",
       [("host", "Псков"), ("date", "2024-05-22/2024-05-23"), ("count-people", 80)])]),
    ("15 февраля — Пенза. Семинар «Бюджет», 67 участников.",
     [("held", "Семинар «Бюджет»",
       [("date", "2024-02-15"), ("host", "Пенза"), ("count-people", 67)])]),
    ("Секция «Спорт» провела два заседания: 2 марта в Кирове и 19 октября в Сарапуле.",
     [("held", "Заседание секции «Спорт»", [("date", "2024-03-02"), ("host", "Киров")]),
      ("held", "Заседание секции «Спорт»", [("date", "2024-10-19"), ("host", "Сарапул")])]),
    ("Форум «Дом» прошел в Твери. Форум «Дом» состоялся в Калуге.",
     [("held", "Форум «Дом»", [("host", "Тверь"), ("host", "Калуга")])]),
    ("Форум «Дом» запланирован в Твери, но прошел в Калуге.",
     [("held", "Форум «Дом»", [("host", "Калуга")]),
      ("future", "Форум «Дом»", [("planned-host", "Тверь")])]),
    ("X турнир прошел в Коряжме. Золото завоевали хозяева, второе место у Котласа.",
     [("held", "X турнир", [("ordinal", 10), ("host", "Коряжма"),
                            ("standing", "Коряжма"), ("standing", "Котлас")])]),
    ("В 2025 году нас ждут: Форум депутатов (Новотроицк, апрель), IX Спартакиада (Бузулук).",
     [("future", "Форум депутатов", [("planned-host", "Новотроицк"), ("planned-date", "2025-04")]),
      ("future", "IX Спартакиада", [("planned-host", "Бузулук")])]),
    ("Турнир по баскетболу, Беломорск, 9 ноября: 1. Беломорск; 2. Кемь; 3. Сегежа.",
     [("held", "Турнир по баскетболу",
       [("host", "Беломорск"), ("date", "2024-11-09"), ("standing", "Беломорск"),
        ("standing", "Кемь"), ("standing", "Сегежа")])]),
    ("43 съезд прошел в Туле.", [("held", "XLIII съезд", [("ordinal", 43), ("host", "Тула")])]),
])  # fmt: skip
def test_reports_are_read_in_their_styles(text: str, events: Told) -> None:
    assert told(text) == events


def test_a_heading_names_the_event_of_the_paragraph_under_it() -> None:
    assert told("Стажировка для специалистов", "Проходила в Выборге в августе.") == [
        ("held", "Стажировка для специалистов", [("host", "Выборг"), ("date", "2024-08")])
    ]


@pytest.mark.parametrize("text", [
    "Перенесли дату проведения форума «Города» в Екатеринбурге.",
    "Стажировка для специалистов",
    "В Пскове завершён ремонт набережной, в Порхове открыт новый мост.",
    "Главы Пскова и Острова побывали с рабочим визитом в Минске.",
    "Проведены 24 форума, 12 семинаров и 3 заседания.",
])  # fmt: skip
def test_what_was_not_held_or_only_named_is_no_event(text: str) -> None:
    assert told(text) == []
