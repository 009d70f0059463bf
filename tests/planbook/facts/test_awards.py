"""Awards told beside every event."""

from __future__ import annotations

import pytest

from planbook.facts import read_events


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Знаком Союза «Маяк» отмечен Олег Белак (Онега).", "Награждение: знак Союза «Маяк»"),
        ("Медалью «За труд» награжден Олег Белак (Онега).", "Награждение: медаль «За труд»"),
        ("За вклад в дела Союза грамоту получил Олег Белак (Онега).", "Награждение: грамоты"),
        ("5 мая в Онеге награждён почетный член Олег Белак (Онега).", "Турнир «Лёд»"),
        ("На нём знак Союза вручили Олегу Белаку (Онега).", "Турнир «Лёд»"),
        ("Дипломом отмечен Олег Белак (Онега).", "Турнир «Лёд»"),
    ],
)
def test_awards_of_a_paragraph_are_no_facts_of_the_event_before(text: str, title: str) -> None:
    found = read_events(["В Туле прошёл турнир «Лёд».", text], year=2023)

    assert [one.title for one in found for fact in one.facts if fact.type == "awarded"] == [title]
