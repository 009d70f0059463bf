"""What cells look like by themselves."""

import pytest

from planbook.plans.content import (
    ContentKind,
    content_kind,
    has_bullet,
    read_age,
    share_of,
    without_bullet,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", ContentKind.EMPTY),
        ("12.", ContentKind.NUMBER),
        ("3.1", ContentKind.NUMBER),
        ("145 года", ContentKind.AGE),
        ("28 мая", ContentKind.TIMING),
        ("по согласованию", ContentKind.TIMING),
        ("Москва февраль", ContentKind.PLACE_TIMING),
        ("г. Вологда", ContentKind.PLACE),
        ("Дистанционный формат", ContentKind.PLACE),
        ("Обсуждение лучших практик", ContentKind.TEXT),
    ],
)
def test_content_kind(text: str, kind: ContentKind) -> None:
    assert content_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "years"),
    [("320", 320), ("2805 года", 2805), ("300-летие", 300), ("14-35 лет", None), ("май", None)],
)
def test_read_age(text: str, years: int | None) -> None:
    assert read_age(text) == years


@pytest.mark.parametrize(
    ("text", "bare", "is_listed"),
    [
        ("· Правление", "Правление", True),
        ("- Форум", "Форум", True),
        ("-летие города", "-летие города", False),
        ("Форум", "Форум", False),
    ],
)
def test_bullets(text: str, bare: str, is_listed: bool) -> None:
    assert (without_bullet(text), has_bullet(text)) == (bare, is_listed)


def test_share_of_counts_filled_cells_only() -> None:
    kinds = [ContentKind.EMPTY, ContentKind.AGE, ContentKind.TEXT]

    assert share_of(kinds, ContentKind.AGE) == 0.5
    assert share_of([], ContentKind.AGE) == 0.0


@pytest.mark.parametrize("text", ["1.1.1.1.1.1", "((((", "— — —", "1 000,50"])
def test_text_without_letters_names_no_place(text: str) -> None:
    assert content_kind(text) is ContentKind.TEXT
