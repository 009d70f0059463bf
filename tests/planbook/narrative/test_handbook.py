"""The page about the language of paragraphs names every field, option and ready phrase."""

from pathlib import Path

import pytest

from planbook.narrative import (
    EventSheet,
    Name,
    SheetKind,
    field_list,
    option_list,
    phrases,
    render,
)

pytestmark = pytest.mark.core

PAGE = (Path(__file__).parents[3] / "docs" / "ru" / "phrases.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", list(SheetKind))
def test_every_field_is_told(kind: SheetKind) -> None:
    lines = [f"| `{one.name}` | {one.what} |" for one in field_list(kind)]

    assert [line for line in lines if line not in PAGE] == []


def test_every_option_and_phrase_is_told() -> None:
    lines = [f"| `{word}` | {what} |" for word, what in option_list()]
    lines += [f"| {phrase.title} | `{phrase.key}` |" for phrase in phrases()]

    assert [line for line in lines if line not in PAGE] == []


def test_the_first_examples_are_true() -> None:
    event = EventSheet("1", "Семинар", hosts=(Name("Владимир"),))

    words = render("{город:в прописная} прошёл семинар", event).text

    assert f"| `{{город:в прописная}} прошёл семинар` | {words} |" in PAGE
