"""People with a part in an event, their homes and cases; cities that were given awards."""

import pytest

from planbook.facts import FactType, read_events
from planbook.facts.people import name_from_case

pytestmark = pytest.mark.core


def values(text: str, kind: FactType) -> list[str]:
    return [
        fact.value
        for event in read_events([f"Форум «Дом» прошёл в Клину. {text}"], year=2024)
        for fact in event.facts
        if fact.type is kind
    ]


@pytest.mark.parametrize("text", [
    "По первому вопросу заслушали главу Тулы Ивана Докладчикова.",
    "Слово для доклада было предоставлено главе Тулы Ивану Докладчикову.",
    "Прозвучал доклад главы города Тулы Ивана Докладчикова.",
    "Информация представлена главой Тулы Иваном Докладчиковым.",
    "С докладом «О бюджете» выступил Иван Докладчиков из Тулы.",
    "О тарифах рассказал гость из Тулы, заместитель главы Иван Докладчиков.",
    "Докладчики: Анна Докладчикова (Псков), Иван Докладчиков, Тула.",
    "Об опыте Тулы рассказал архитектор Иван Докладчиков.",
    "С интересом встречены доклады Ивана Докладчикова (Тула) и Анны Докладчиковой (Псков).",
])  # fmt: skip
def test_speaker(text: str) -> None:
    assert "Иван Докладчиков|Тула" in values(text, FactType.SPEAKER)


@pytest.mark.parametrize("text", [
    "Докладчики представляли Тулу и Псков.",
    "Были представлены доклады Тулы, Пскова.",
    "Заслушаны сообщения из Тулы и Пскова.",
])  # fmt: skip
def test_speakers_from(text: str) -> None:
    assert values(text, FactType.SPEAKERS_FROM) == ["Тула;Псков"]


def test_city_of_a_speaker_is_no_list() -> None:
    text = "О тарифах рассказал гость из Тулы, заместитель главы Иван Докладчиков."

    assert values(text, FactType.SPEAKERS_FROM) == []


@pytest.mark.parametrize("text", [
    "Форум прошёл под председательством мэра Тулы Петра Модераторова.",
    "Провёл заседание глава Тулы Пётр Модераторов.",
    "Заседание ведёт глава Тулы Пётр Модераторов.",
    "Обязанности ведущего исполнял Пётр Модераторов.",
])  # fmt: skip
def test_moderator(text: str) -> None:
    assert values(text, FactType.MODERATOR) == ["Пётр Модераторов"]


@pytest.mark.parametrize("text", [
    "Благодарность объявлена мэру Тулы Анне Награждаевой.",
    "Звание «Почётный член» присвоено Анне Награждаевой (Тула).",
    "Награды удостоена Анна Награждаева из Тулы.",
])  # fmt: skip
def test_awarded(text: str) -> None:
    assert values(text, FactType.AWARDED) == ["Анна Награждаева|Тула"]


@pytest.mark.parametrize("text", [
    "Дипломы получили Тула и Псков.",
    "Дипломами за лучшие дворы мы наградили Тулу и Псков.",
    "Благодарственные письма направлены городам Тула, Псков.",
    "Памятные кубки вручены Туле и Пскову.",
    "Победителями признаны проекты Тулы и Пскова.",
    "В число лауреатов вошли Тула и Псков.",
    "Лучшими городами года названы Тула и Псков, им вручены дипломы.",
])  # fmt: skip
def test_awarded_cities(text: str) -> None:
    assert values(text, FactType.AWARDED_CITIES) == ["Тула;Псков"]


@pytest.mark.parametrize(("name", "case", "expected"), [
    ("А. В. Попову", "datv", "А. В. Попов"),
    ("Л. Кротовой", "gent", "Л. Кротова"),
    ("Петра Первого", "gent", "Пётр Первый"),
    ("Льву Черняку", "datv", "Лев Черняк"),
    ("Раисе Ивакиной", "datv", "Раиса Ивакина"),
    ("Анны Ли", "gent", "Анна Ли"),
])  # fmt: skip
def test_names_are_turned_to_the_nominative(name: str, case: str, expected: str) -> None:
    assert name_from_case(name, {case}) == expected
