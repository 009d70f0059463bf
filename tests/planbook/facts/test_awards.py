"""Awards told beside every event."""

from __future__ import annotations

import pytest

from planbook.facts import read_events


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Знаком Союза «Маяк» отмечен Олег Белак (Онега).", "Награждение: знак Союза «Маяк»"),
        ("Медалью «За труд» награжден Олег Белак (Онега).", "Награждение: медаль «За труд»"),
        (
            "За вклад в дела Союза грамоту получил Олег Белак (Онега).",
            "Награждение: грамоты за вклад в дела Союза",
        ),
        ("5 мая в Онеге награждён почетный член Олег Белак (Онега).", "Турнир «Лёд»"),
        ("На нём знак Союза вручили Олегу Белаку (Онега).", "Турнир «Лёд»"),
        ("Дипломом отмечен Олег Белак (Онега).", "Турнир «Лёд»"),
    ],
)
def test_awards_of_a_paragraph_are_no_facts_of_the_event_before(text: str, title: str) -> None:
    found = read_events(["В Туле прошёл турнир «Лёд».", text], year=2023)

    assert [one.title for one in found for fact in one.facts if fact.type == "awarded"] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "Знак «Маяк» получил лоцман Олег Белак (Онега).",
        "Звание «Лоцман года» присвоено Олегу Белаку (Онега).",
        "В этом году вручены знаки Союза. Их обладателем стал Олег Белак (Онега).",
        "Благодарственные письма Союза получил мастер Олег Белак (Онега).",
    ],
)
def test_who_got_an_award(text: str) -> None:
    events = read_events([text], year=2023)

    facts = [(fact.type.value, fact.value) for event in events for fact in event.facts]
    assert facts == [("awarded", "Олег Белак|Онега")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Кубками «Сад года» награждены города Тула и Псков.",
            "Награждение: кубки «Сад года»",
        ),
        (
            "За поддержку проектов письма вручены городам Тула и Псков.",
            "Награждение: благодарственные письма за поддержку проектов",
        ),
    ],
)
def test_what_cities_were_given(text: str, title: str) -> None:
    (event,) = read_events([text], year=2023)

    assert (event.title, event.facts[0].value) == (title, "Тула;Псков")
