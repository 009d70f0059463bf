"""Lists inside content cells and ages of participants."""

import pytest

from planbook.plans.contents import read_activities, read_ages


def test_activities_of_a_real_cell() -> None:
    text = (
        "В рамках фестиваля запланированы следующие мероприятия:\n"
        "- конкурсные прослушивания;\n"
        "- мастер-классы\n"
        "и творческие мастерские членов жюри и гостей фестиваля;\n"
        "- гала-концерт победителей и гостей фестиваля"
    )

    assert read_activities(text) == (
        "конкурсные прослушивания",
        "мастер-классы и творческие мастерские членов жюри и гостей фестиваля",
        "гала-концерт победителей и гостей фестиваля",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Форум - площадка для создания новой IT-среды\nс помощью ресурсов",
        "Обмен опытом,\nобмен информацией",
        "Цель мероприятия: сохранение памяти.",
        "",
    ],
)
def test_activities_none_without_an_announced_list(text: str) -> None:
    assert read_activities(text) == ()


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Молодежь в возрасте \nот 14 до 35 лет", (14, 35)),
        ("Молодежь от 14 до 24 лет (школьники)", (14, 24)),
        ("в возрасте \nот 15 до 36 лет", (15, 36)),
        ("дети 7-12 лет", (7, 12)),
        ("старше 18 лет", (18, None)),
        ("18+", (18, None)),
        ("до 35 лет", (None, 35)),
        ("Посетители выставки", (None, None)),
    ],
)
def test_ages(text: str, ages: tuple[int | None, int | None]) -> None:
    assert read_ages(text) == ages
