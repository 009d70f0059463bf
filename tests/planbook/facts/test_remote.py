"""Who was there by a link, told in every order, and who was in the hall beside them."""

from __future__ import annotations

import pytest

from planbook.facts import read_events

OPENING = "В Туле прошёл форум «Мост». "
CASES = [
    ("Представители городов Калуга и Шуя участвовали по видеосвязи.", "", "Калуга;Шуя"),
    ("По скайпу к форуму подключились Калуга и Шуя.", "", "Калуга;Шуя"),
    (
        "Очно участвовали главы Рязани и Орла, а главы Калуги и Шуи присоединились по видеосвязи.",
        "Рязань;Орёл",
        "Калуга;Шуя",
    ),
    (
        "Прибыли главы Рязани, Мурома и Тулы; дистанционно подключились Калуга и Шуя.",
        "Рязань;Муром;Тула",
        "Калуга;Шуя",
    ),
    (
        "В зале находились представители Рязани и Мурома, через интернет участвовали Калуга и Шуя.",
        "Рязань;Муром",
        "Калуга;Шуя",
    ),
    (
        "Присутствовали делегаты Рязани и Мурома; на связи были Калуга и Шуя.",
        "Рязань;Муром",
        "Калуга;Шуя",
    ),
]


@pytest.mark.parametrize(("text", "hall", "remote"), CASES)
def test_those_on_the_line_are_told_from_those_in_the_hall(
    text: str, hall: str, remote: str
) -> None:
    (event,) = read_events([OPENING + text], year=2024)

    given = {fact.type.value: fact.value for fact in event.facts}
    assert given.get("participants", "") == hall
    assert given["participants-remote"] == remote


def test_towns_no_table_knows_stay_in_their_list() -> None:
    text = OPENING + "Приехали гости из Рязани, Мурома, Актау и Дивномуринска."

    (event,) = read_events([text], year=2024)

    given = {fact.type.value: fact.value for fact in event.facts}
    assert given["participants"] == "Рязань;Муром;Актау;Дивномуринск"


@pytest.mark.parametrize(
    "text",
    [
        "В Туле прошёл съезд «Дом». Было 90 делегатов, в том числе 8 – в дистанционном режиме.",
        "В Туле прошёл съезд «Дом». Было 90 делегатов, в т. ч. онлайн – 8.",
    ],
)
def test_a_part_by_a_link_makes_no_remote_event(text: str) -> None:
    (event,) = read_events([text], year=2024)

    assert [fact.value for fact in event.facts if fact.type.value == "mode"] == ["mixed"]
