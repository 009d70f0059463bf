"""Phrases of word stems: endings, letters, the earliest and longest of many."""

import pytest

from planbook.plans.phrases import PhraseIndex, read_vocabulary


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("конкурс*", "итоги конкурса", True),
        ("школ*", "команды школьников", False),  # «ьников» is no ending of «школа»
        ("школ**", "команды школьников", True),
        ("кругл* стол*", "проведение круглого стола", True),
        ("дни", "дни города", True),
        ("дни", "дниноутбук", False),
    ],
)
def test_phrase(phrase: str, text: str, found: bool) -> None:
    assert (PhraseIndex([[phrase]]).search(text) is not None) is found


def test_earliest_then_longest_phrase_wins() -> None:
    index = PhraseIndex([["заседани*"], ["заседани* секци*"], ["форум*"]])

    match = index.search("участие в заседании секции на форуме")

    assert match is not None
    assert (match.entry, match.start, match.end) == (1, 10, 26)


@pytest.mark.parametrize("name", ["columns", "event_kinds", "headings", "organizations", "title"])
def test_vocabularies_are_lower_case_without_yo(name: str) -> None:
    """Wordings are folded before they are compared, so a capital or «ё» would never be found."""

    def texts(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        parts = value.values() if isinstance(value, dict) else value
        return [t for part in parts for t in texts(part)] if isinstance(value, (dict, list)) else []

    vocabulary = read_vocabulary(name)
    phrases = [phrase for table in vocabulary.values() for phrase in texts(table) if "*" in phrase]

    assert [phrase for phrase in phrases if phrase != phrase.lower() or "ё" in phrase] == []
