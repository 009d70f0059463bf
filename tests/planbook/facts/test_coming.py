"""What is still to come: plans of a year, the next host, cities that withdrew."""

import pytest

from planbook.facts import FactType, read_events

pytestmark = pytest.mark.core
COMING = (FactType.PLANNED_HOST, FactType.PLANNED_DATE, FactType.WITHDRAWN_HOST)


def coming(*paragraphs: str) -> list[tuple[str, str, int | None]]:
    return [
        (fact.type.value, fact.value, fact.number)
        for event in read_events(paragraphs, year=2024)
        for fact in event.facts
        if fact.type in COMING
    ]


@pytest.mark.parametrize("text", [
    "В 2025 году форум переедет в Тулу.",
    "Проведение форума в 2025 году доверено Туле.",
    "На 2025 год форум обещан Туле.",
    "Эстафету увезла делегация Тулы: там он пройдёт в 2025 году.",
    "До встречи в 2025 году в Туле!",
    "Символ форума передан делегации Тулы – города, который примет его в 2025 году.",
    "Столицей форума в 2025 году станет Тула.",
])  # fmt: skip
def test_next_host(text: str) -> None:
    assert coming(f"В Клину прошёл V форум «Дом». {text}") == [("planned-host", "Тула", 2025)]


def test_a_plan_holds_for_its_lines_and_sentences() -> None:
    expected = [
        ("planned-host", "Тула", 2025), ("planned-date", "2025-03", None),
        ("planned-host", "Псков", 2025), ("planned-date", "2025-06", None),
    ]  # fmt: skip
    lines = ("Планы на 2025 год:", "– март – слёт юннатов (Тула);", "– июнь – VIII форум (Псков).")
    sentences = "На 2025 год. Слёт юннатов пройдёт в марте в Туле, VIII форум – в июне в Пскове."

    assert sorted(coming(*lines), key=str) == sorted(expected, key=str)
    assert sorted(coming(sentences), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("text", [
    "Клин, прежде претендовавший на слёт юннатов, заявку снял.",
    "К сведению принято письмо администрации г. Клин об отказе от проведения слёта юннатов.",
    "Слёт юннатов предполагалось провести в Клину, однако город отказался от его проведения.",
    "План на 2025 год: слёт юннатов – август, г. Тула (г. Клин от проведения отказался).",
    "Слёт юннатов хотели принять Тула и Клин, но последний от идеи отказался.",
])  # fmt: skip
def test_a_city_withdrew(text: str) -> None:
    assert ("withdrawn-host", "Клин", None) in coming(text)
