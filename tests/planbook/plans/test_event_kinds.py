"""Kinds of events, actions and scopes in any form of the words."""

import pytest

from planbook.plans.event_kinds import (
    find_action,
    find_event_kind,
    find_scope,
    lasts_throughout,
    tells_of_sessions,
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Правление СГЦСЗР", "заседание правления"),
        ("Проведение Круглого стола", "круглый стол"),
        ("XVI Международный смотр-конкурс", "смотр-конкурс"),
        ("Участие в форуме-выставке", "форум-выставка"),
        ("Межрегиональная кросс-промоушн-акция", "акция"),
        ("Всероссийский ИТ-форум", "форум"),
        ("Конкурс школьников", "конкурс"),
        ("«Форум идей»", None),  # a name in quotes is no kind
        ("По жилищному фонду", None),
    ],
)
def test_find_event_kind(title: str, kind: str | None) -> None:
    found = find_event_kind(title)

    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("title", "action"),
    [
        ("Участие в форуме", "участие"),
        ("Организация и проведение форума", "организация"),
        ("Обмен опытом", "взаимодействие"),
        ("Форум", None),
    ],
)
def test_find_action(title: str, action: str | None) -> None:
    found = find_action(title)

    assert (found[0] if found else None) == action


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("Открытые областные", "открытый областной"),
        ("VIII открытый региональный", "открытый региональный"),
        ("во всероссийском молодежном", "всероссийский"),
        ("летняя", None),
    ],
)
def test_find_scope(words: str, scope: str | None) -> None:
    assert find_scope(words) == scope


def test_what_fills_the_months_it_names() -> None:
    assert lasts_throughout("выставка")
    assert not lasts_throughout("заседание секции")
    assert tells_of_sessions("Образовательные заезды для творческой молодежи")
    assert not tells_of_sessions("Площадка форума станет местом общения")
