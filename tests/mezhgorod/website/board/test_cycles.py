import pytest

from mezhgorod.website.board.cycles import cycle_count, cycle_words


@pytest.mark.parametrize(
    ("rrule", "words"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", "каждый квартал"),
        ("FREQ=WEEKLY", "каждую неделю"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "каждый месяц"),
        ("FREQ=YEARLY;INTERVAL=7", "повторяется"),
        ("", "повторяется"),
        ("FREQ=MONTHLY;INTERVAL=x", "каждый месяц"),
    ],
)
def test_cycle_words(rrule: str, words: str) -> None:
    assert cycle_words(rrule) == words


@pytest.mark.parametrize(
    ("rrule", "days", "count"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", 365, 4),
        ("FREQ=MONTHLY;INTERVAL=3", 184, 2),
        ("FREQ=MONTHLY", 365, 12),
        ("FREQ=WEEKLY", 365, 12),
        ("FREQ=YEARLY", 184, 1),
        ("", 365, 6),
    ],
)
def test_cycle_count(rrule: str, days: int, count: int) -> None:
    assert cycle_count(rrule, days) == count
