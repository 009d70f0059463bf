"""Operators and initiators of information exchanges."""

import pytest

from planbook.plans.exchanges import read_initiator, read_operators


@pytest.mark.parametrize(
    ("cell", "operators"),
    [
        ("МО, исполнительная дирекция", ("МО", "исполнительная дирекция")),
        ("исполнительная дирекция", ("исполнительная дирекция",)),
        ("Иваново,\n\nВел. Новгород", ("Иваново", "Великий Новгород")),
        ("Ярославль", ("Ярославль",)),
    ],
)
def test_read_operators(cell: str, operators: tuple[str, ...]) -> None:
    assert read_operators([cell]) == operators


@pytest.mark.parametrize(
    ("title", "initiator"),
    [
        (
            "Постановка задачи. В рамках подготовки Комитетом ГД по региональной политике и "
            "местному самоуправлению «круглого стола» по данной тематике.",
            "Комитет ГД по региональной политике и местному самоуправлению",
        ),
        ("Сбор данных по запросу Министерства культуры", "Министерство культуры"),
        ("В рамках подготовки к форуму", None),
        ("Основные показатели бюджетов МО", None),
    ],
)
def test_read_initiator(title: str, initiator: str | None) -> None:
    assert read_initiator(title) == initiator
