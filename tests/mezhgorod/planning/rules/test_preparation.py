"""Answers to invitations: what they must say, how they are counted and put into words."""

import pytest

from mezhgorod.planning.rules.preparation import (
    Answer,
    InvitedCounts,
    InvitedMode,
    counts_of,
    counts_words,
    ensure_complete,
    programme_sort_key,
)
from mezhgorod.registry.rules import RuleViolation


@pytest.mark.parametrize(
    ("answer", "code", "field"),
    [
        (Answer(is_coming=True), "answer.no_mode", "mode"),
        (Answer(True, InvitedMode.ONLINE), "answer.no_count", "head_count"),
        (Answer(True, InvitedMode.ONLINE, 0), "answer.no_count", "head_count"),
        (Answer(True, InvitedMode.ONLINE, 10_001), "answer.no_count", "head_count"),
        (Answer(True, InvitedMode.ONLINE, 1, "я" * 5_001), "answer.too_long", "names_text"),
        (Answer(is_coming=False, comment="я" * 2_001), "answer.too_long", "comment"),
    ],
)
def test_incomplete_answer_is_refused_at_its_field(answer: Answer, code: str, field: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        ensure_complete(answer)

    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    "answer",
    [Answer(is_coming=False), Answer(True, InvitedMode.IN_PERSON, 1), Answer(False, None, 5)],
)
def test_complete_answer_is_taken(answer: Answer) -> None:
    ensure_complete(answer)


def test_answers_are_counted_by_state_and_mode() -> None:
    answers = [
        ("listed", "", None),
        ("invited", "", None),
        ("declined", "", None),
        ("coming", "in_person", 4),
        ("coming", "in_person", 1),
        ("coming", "online", 2),
    ]

    counts = counts_of(answers)

    assert counts == InvitedCounts(
        listed=1, waiting=1, coming=3, declined=1, in_person=2, online=1,
        heads_in_person=5, heads_online=2,
    )  # fmt: skip
    assert (counts.total, counts.heads) == (6, 7)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (InvitedCounts(), "Примут участие 0 из 0."),
        (InvitedCounts(waiting=2), "Примут участие 0 из 2. Не ответили 2."),
        (InvitedCounts(waiting=21), "Примут участие 0 из 21. Не ответил 21."),
        (
            InvitedCounts(coming=1, declined=1, in_person=1, heads_in_person=1),
            "Примут участие 1 из 2: очно 1, всего 1 человек. Не примут участия: 1.",
        ),
        (
            InvitedCounts(coming=3, in_person=2, online=1, heads_in_person=20, heads_online=2),
            "Примут участие 3 из 3: очно 2, по ВКС 1, всего 22 человека.",
        ),
    ],
)
def test_counts_are_told_in_russian(counts: InvitedCounts, words: str) -> None:
    assert counts_words(counts) == words


@pytest.mark.parametrize(
    ("time_text", "key"),
    [
        ("10:00–10:20", (10, 0)),
        ("с 9.30 до 10.15", (9, 30)),
        ("09:05", (9, 5)),
        ("после обеда", None),
        ("", None),
        ("24:00", None),
        ("20:00", (20, 0)),
    ],
)
def test_time_of_a_line(time_text: str, key: tuple[int, int] | None) -> None:
    assert programme_sort_key(time_text) == key
