"""The grammar of titles on real rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.plans.draft import Action
from planbook.plans.event_title import TitleParts, read_event_title


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        (
            "Заседание секции СГЦСЗР «Физическая культура и спорт» по теме: Реализация программ "
            "на базе МАУДО ДЮЦ «Молодежный»",
            TitleParts(
                kind="заседание секции",
                body="секция «Физическая культура и спорт»",
                topic="Реализация программ на базе МАУДО ДЮЦ «Молодежный»",
            ),
        ),
        (
            "Круглый стол на тему: «Инициатива и практика», «Опыт городов»",
            TitleParts(kind="круглый стол", topic="«Инициатива и практика», «Опыт городов»"),
        ),
        (
            "Круглый стол по направлению «Местное самоуправление»",
            TitleParts(kind="круглый стол", body="направление «Местное самоуправление»"),
        ),
        (
            "X Международный фестиваль-конкурс исполнителей русского романса «Классические розы» "
            "имени Игоря Северянина",
            TitleParts(
                kind="фестиваль-конкурс",
                edition=10,
                edition_text="X",
                scope="международный",
                own_name="Классические розы",
                dedication="имени Игоря Северянина",
            ),
        ),
        (
            "XXIX сессия МАГ «XXI век – время Умных городов!» Итоги XV Международного "
            'смотра-конкурса "Город, где хочется жить"',
            TitleParts(
                kind="сессия",
                edition=29,
                edition_text="XXIX",
                own_name="XXI век – время Умных городов!",
            ),
        ),
        (
            "Конференция представителей СМИ. Подведение итогов X конкурса «Город в зеркале СМИ»",
            TitleParts(kind="конференция"),
        ),
        (
            "Проведение Х слёта педагогических династий",  # Cyrillic «Х»
            TitleParts(action=Action.HOLD, kind="слёт", edition=10, edition_text="Х"),
        ),
        (
            "Участие во всероссийской научной конференции «Седьмые Гротовские чтения»",
            TitleParts(
                action=Action.ATTEND,
                kind="конференция",
                edition=7,
                edition_text="Седьмые",
                scope="всероссийский",
                own_name="Седьмые Гротовские чтения",
            ),
        ),
        (
            "Подготовка к проведению в январе 2024 года III Международных образовательных чтений",
            TitleParts(
                action=Action.PREPARE,
                kind="подготовка",
                edition=3,
                edition_text="III",
                scope="международный",
                preparation_of="в январе 2024 года III Международных образовательных чтений",
            ),
        ),
        (
            "Конференция об обмене опытом по реализации ведомственного проекта «Умный город»",
            TitleParts(kind="конференция"),
        ),
        (
            "XIII Открытый российский конкурс юных музыкантов «Музыкальная табакерка»",
            TitleParts(
                kind="конкурс",
                edition=13,
                edition_text="XIII",
                scope="открытый российский",
                own_name="Музыкальная табакерка",
            ),
        ),
        (
            "Участие в межрегиональной кросс-промоушн-акции",
            TitleParts(action=Action.ATTEND, kind="акция", scope="межрегиональный"),
        ),
        (
            "Круглый стол в рамках форума «Малая Родина»",
            TitleParts(kind="круглый стол", parent_event="форума «Малая Родина»"),
        ),
        (
            "Выезд в рамках фестиваля «Золотая осень»",
            TitleParts(parent_event="фестиваля «Золотая осень»"),
        ),
        (
            "Проведение в рамках форума «Диалог»",
            TitleParts(
                action=Action.HOLD,
                kind="форум",
                own_name="Диалог",
                parent_event="форума «Диалог»",
            ),
        ),
        ("Выпуск тематических сборников", TitleParts(kind="издание")),
        ("По жилищному фонду", TitleParts()),
        ("", TitleParts()),
    ],
)
def test_read_event_title(title: str, parts: TitleParts) -> None:
    assert read_event_title(title) == parts


@given(st.text(max_size=200))
def test_read_event_title_never_raises(text: str) -> None:
    parts = read_event_title(text)

    assert parts.edition is None or parts.edition > 0


def test_read_event_title_of_a_very_long_text_is_quick() -> None:
    parts = read_event_title("Форум " + "«" * 50_000)

    assert parts.kind == "форум"
