"""One sentence about a change."""

import pytest

from mezhgorod.planning.rules import ChangeKind
from mezhgorod.planning.rules.changes import summary_of
from planbook.dates import parse_timing
from planbook.findings import SourceRef
from planbook.plans import EventDraft

LONG = "Формирование комфортной городской среды " * 5


def row(title: str, timing: str) -> EventDraft:
    return EventDraft(title, parse_timing(timing), (), SourceRef())


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Форум", "Перенесено: Форум. Было: май-июнь; стало: 9 июля."),
        (
            "Обсуждение лучших практик.",
            "Перенесено: Обсуждение лучших практик. Было: май-июнь; стало: 9 июля.",
        ),
        (LONG, f"Перенесено: {LONG[:159]}… Было: май-июнь; стало: 9 июля."),
    ],
)
def test_a_sentence_has_one_full_stop_after_the_title(title: str, words: str) -> None:
    before, after = row(title, "май-июнь"), row(title, "9 июля")

    assert summary_of(ChangeKind.POSTPONE, before, after) == words
