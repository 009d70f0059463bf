"""The measure of facts: what counts as found, as missed and as superfluous."""

import pytest
from tools.fact_scores import Given, Wanted, score_facts, score_lines

pytestmark = pytest.mark.core


def wanted(kind: str, *values: str, event: str = "Форум «Город»", **more: object) -> Wanted:
    return Wanted("A", event, kind, values, **{"number": None, "hedge": "", **more})  # type: ignore[arg-type]


def given(kind: str, *values: str, event: str = "Форум «Город»", **more: object) -> Given:
    return Given("A", event, kind, values, **{"number": None, "hedge": "", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(("table", "read"), [
    (wanted("host", "Орёл"), given("host", "орел")),
    (wanted("participants", "Псков", "Тверь"), given("participants", "Тверь", "Псков")),
    (wanted("count-people", number=300, hedge=">"), given("count-people", number=300, hedge=">")),
    (
        wanted("participants-district", "Вельский район (Архангельская область)"),
        given("participants-district", "Вельский район"),
    ),
    (
        wanted("organiser", "администрация города Котлас"),
        given("organiser", "администрацией города Котлас"),
    ),
    (wanted("theme", "Семья – всему начало"), given("theme", "«Семья - всему начало»")),
])  # fmt: skip
def test_same_fact_is_found(table: Wanted, read: Given) -> None:
    score = score_facts([table], [read])

    assert (score.recall, score.precision, score.placement) == (1, 1, 1)


@pytest.mark.parametrize(("table", "read"), [
    (wanted("host", "Орёл"), given("host", "Тверь")),
    (wanted("participants", "Псков", "Тверь"), given("participants", "Псков")),
    (wanted("count-people", number=300, hedge=">"), given("count-people", number=300, hedge="=")),
    (wanted("standing", "Псков", number=1), given("standing", "Псков", number=2)),
    (wanted("host", "Псков"), given("participants", "Псков")),
    (wanted("organiser", "мэрия Омска"), given("organiser", "мэрия Томска", "мэрия Омска")),
    (wanted("organiser", "мэрия Омска"), given("organiser", "мэрия Томска")),
])  # fmt: skip
def test_other_fact_is_missed_and_superfluous(table: Wanted, read: Given) -> None:
    score = score_facts([table], [read])

    assert (score.recall, score.precision) == (0, 0)
    assert [line[:6] for line in score.differences] == ["нет:  ", "лишнее"]


def test_optional_fact_counts_neither_way() -> None:
    table = [wanted("host", "Псков"), wanted("date", "2024", is_optional=True)]
    host, date = given("host", "Псков"), given("date", "2024")

    assert [score_facts(table, read).precision for read in ([host], [host, date])] == [1, 1]
    assert [score_facts(table, read).recall for read in ([host], [host, date])] == [1, 1]


def test_fact_of_another_event_is_found_but_not_placed() -> None:
    read = given("host", "Псков", event="Спартакиада школьников")

    score = score_facts([wanted("host", "Псков")], [read])

    assert (score.recall, score.placement) == (1, 0)
    assert "не там" in score.differences[0]


def test_fact_given_twice_is_superfluous_once() -> None:
    score = score_facts([wanted("host", "Псков")], [given("host", "Псков")] * 2)

    assert (score.found.total(), score.extra.total()) == (1, 1)


def test_differences_are_shown_only_where_asked() -> None:
    score = score_facts([wanted("host", "Псков")], [])

    assert list(score_lines("blind", score, is_wordy=False)) == [
        "blind: найдено 0 из 1 (0.0%), лишних 0 (точность 0.0%), у своего события 0.0%",
        "  host                     0/1    +0",
    ]
    assert list(score_lines("dev", score, is_wordy=True))[-1] == (
        "  нет:    A [Форум «Город»] host: Псков"
    )
