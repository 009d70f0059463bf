"""Whose words a cell prints: the author's while they hold, composed ones after an edit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.layouts.drafts import (
    PLAIN,
    YEAR,
    column,
    item,
    plan,
    section,
    without_cells,
)

from planbook.dates import parse_timing
from planbook.layouts import Layout, LayoutColumn, Source, arrange, layout_named
from planbook.layouts.layout import Numbering, NumberingStyle, Wording, YearStyle
from planbook.places import AttendanceMode, parse_places
from planbook.plans import Age, CellDraft, EventDraft, Grouping, Occasion

pytestmark = pytest.mark.core

UNNUMBERED = Numbering(NumberingStyle.NONE, NumberingStyle.NONE)
FORUM = item("Форум  «Диалог»", "30 марта-\n1 апреля", "Вел. Новгород\n\n(ВКС)")


def cells(event: EventDraft, layout: Layout = PLAIN, source: Source = Source.VERBATIM) -> list[str]:
    printed = arrange(plan(section("Форумы", event)), layout, wording=source)
    return [column(printed, index)[0] for index in range(len(layout.columns))]


def only(role: str, template: str = "", **wording: object) -> Layout:
    """A layout of one column."""
    words = replace(Wording(), **wording)  # type: ignore[arg-type]
    columns = (LayoutColumn(("",), role, template),)
    return Layout("one", "Один", columns, wording=words, numbering=UNNUMBERED)


def test_the_author_is_printed_word_for_word() -> None:
    assert cells(FORUM) == [
        "1.",
        "Форум  «Диалог»",
        "Вел. Новгород\n\n(ВКС)",
        "30 марта-\n1 апреля",
    ]


def test_a_row_without_cells_is_composed() -> None:
    assert cells(without_cells(FORUM)) == [
        "1.",
        "Форум  «Диалог»",
        "Великий Новгород\n\n(ВКС)",
        "30 марта – 1 апреля",
    ]


def test_composed_wording_leaves_the_author_aside() -> None:
    assert cells(FORUM, source=Source.COMPOSED)[2:] == [
        "Великий Новгород\n\n(ВКС)",
        "30 марта – 1 апреля",
    ]


@pytest.mark.parametrize(
    ("change", "index", "words"),
    [
        ({"title": "Форум «Согласие»"}, 1, "Форум «Согласие»"),
        ({"title": "Форум"}, 1, "Форум"),
        ({"timing": parse_timing("2 апреля", period=YEAR)}, 3, "2 апреля"),
        ({"timing": replace(FORUM.timing, text="")}, 3, "30 марта – 1 апреля"),
        ({"places": parse_places("Псков").places}, 2, "Псков\n\n(ВКС)"),
        ({"attendance_mode": AttendanceMode.IN_PERSON}, 2, "Великий Новгород"),
    ],
)
def test_an_edited_value_is_printed_and_the_other_cells_stay(
    change: dict[str, object], index: int, words: str
) -> None:
    before, after = cells(FORUM), cells(replace(FORUM, **change))  # type: ignore[arg-type]

    assert after[index] == words
    assert [*after[:index], *after[index + 1 :]] == [*before[:index], *before[index + 1 :]]


NOTED = replace(
    item("Сессия"),
    organizers=("МАГ", "АСДГ"),
    note="По плану",
    cells=(CellDraft("title", "Сессия"), CellDraft("note", "Организаторы: МАГ, АСДГ. По плану")),
)


@pytest.mark.parametrize(
    ("organizers", "note", "printed"),
    [
        (("МАГ", "АСДГ"), "По плану", "Организаторы: МАГ, АСДГ\nПо плану"),
        (("МАГ",), "По плану", "Организатор: МАГ\nПо плану"),
        ((), "", ""),
    ],
)
def test_label_of_organizers_agrees_with_their_number(
    organizers: tuple[str, ...], note: str, printed: str
) -> None:
    event = replace(NOTED, organizers=organizers, note=note)

    assert cells(event, only("note"), Source.COMPOSED) == [printed]


def test_note_of_the_author_stays_until_an_organizer_changes() -> None:
    words = "Организаторы: МАГ, АСДГ"
    event = replace(NOTED, note="", cells=(CellDraft("note", words),))

    changed = replace(event, organizers=("МАГ", "Город Вологда"))
    assert cells(event, only("note")) == [words]
    assert cells(changed, only("note")) == ["Организаторы: МАГ, Город Вологда"]


@pytest.mark.parametrize(
    ("timing", "wording", "printed"),
    [
        ("май-июнь", {"dash": "-"}, "май-июнь"),
        ("30 марта - 1 апреля", {"wide_dash": "-\n"}, "30 марта-\n1 апреля"),
        ("октябрь", {"year": YearStyle.ALWAYS}, "октябрь 2023 года"),
        ("в течение года", {"whole_period": "постоянно"}, "постоянно"),
        ("в течение года", {}, "в течение всего периода"),
        ("по согласованию", {"year": YearStyle.ALWAYS}, "по согласованию"),
        ("30 марта (перенос)", {}, "30 марта\n\n(перенос)"),
        ("как скажут", {}, "как скажут"),
    ],
)
def test_composed_dates(timing: str, wording: dict[str, object], printed: str) -> None:
    event = item("Форум", timing)

    assert cells(event, only("timing", **wording), Source.COMPOSED) == [printed]


def test_dates_may_be_composed_while_other_cells_are_the_authors() -> None:
    layout = replace(PLAIN, wording=Wording(dates=Source.COMPOSED))

    assert cells(FORUM, layout)[2:] == ["Вел. Новгород\n\n(ВКС)", "30 марта – 1 апреля"]


@pytest.mark.parametrize(
    ("place", "prefix", "printed"),
    [
        ("Вологда", "", "Вологда"),
        ("Вологда", "г. ", "г. Вологда"),
        ("г. Вологда, Ярославль", "", "Вологда, Ярославль"),
        ("п. Пржевальское, Демидовский район, Смоленская область", "г. ",
         "п. Пржевальское, Демидовский район, Смоленская область"),
        ("г. Судак, Республика Крым", "г. ", "г. Судак, Республика Крым"),
        ("Дворец спорта «Юбилейный», г. Смоленск", "г. ",
         "Дворец спорта «Юбилейный», г. Смоленск"),
        ("Тверская, Тульская области", "г. ", "Тверская область, Тульская область"),
        ("Дистанционный формат", "г. ", "Дистанционный формат"),
        ("", "г. ", ""),
    ],
)  # fmt: skip
def test_composed_places(place: str, prefix: str, printed: str) -> None:
    event = item("Форум", "май", place)

    assert cells(event, only("place", city_prefix=prefix), Source.COMPOSED) == [printed]


@pytest.mark.parametrize(
    ("layout", "printed"),
    [
        ("standard", "Вологда\n\n(ВКС)"),
        ("mag-plan", "Вологда\n\n(ВКС)\n23 марта"),
    ],
)
def test_remote_attendance_is_said_once(layout: str, printed: str) -> None:
    event = item("Заседание", "23 марта", "Вологда\n\n(ВКС)")

    assert printed in cells(event, layout_named(layout))


def test_remote_attendance_added_by_an_edit_is_printed() -> None:
    event = replace(item("Форум", "май", "Шуя"), attendance_mode=AttendanceMode.ONLINE)

    assert cells(event)[2] == "Шуя\n\n(ВКС)"


def test_remote_attendance_told_by_the_title_leaves_the_place_alone() -> None:
    event = replace(item("Форум (онлайн)", "май", "Шуя"), attendance_mode=AttendanceMode.ONLINE)

    assert cells(event)[2] == "Шуя"


def test_several_times_and_places_stand_on_lines_of_their_own() -> None:
    occasions = tuple(
        Occasion(parse_timing(day, period=YEAR), parse_places(city).places)
        for day, city in (("3 мая", "Шуя"), ("7 июня", "Псков"))
    )
    event = replace(without_cells(item("Турнир", "3 мая, 7 июня")), occasions=occasions)

    assert cells(event, only("place_timing")) == ["Шуя, 3 мая\nПсков, 7 июня"]


@pytest.mark.parametrize(
    ("years", "wording", "printed"),
    [
        (145, "145 года", "145 лет"),
        (231, "231 лет", "231 год"),
        (2805, "2805 года", "2805 лет"),
        (1761, "1761 лет", "1761 год"),
        (320, "320", "320"),
        (22, "", "22 года"),
    ],
)
def test_composed_age_agrees_with_its_number(years: int, wording: str, printed: str) -> None:
    event = replace(item("Вологда"), age=Age(years, wording))

    assert cells(event, only("age"), Source.COMPOSED) == [printed]


def test_columns_of_the_authors_own_are_printed() -> None:
    event = replace(item("Форум"), cells=(CellDraft("other:Погода", "Ясно"),))

    assert cells(event, only("other:Погода")) == ["Ясно"]


def test_two_columns_of_one_role_take_their_cells_in_order() -> None:
    event = replace(
        item("Форум", "1 мая - 3 мая"),
        cells=(CellDraft("timing", "1 мая"), CellDraft("timing", "3 мая")),
    )
    layout = Layout(
        "two",
        "Два",
        (LayoutColumn(("Срок", "начала"), "timing"), LayoutColumn(("Срок", "конца"), "timing")),
        numbering=UNNUMBERED,
    )

    assert cells(event, layout) == ["1 мая", "3 мая"]


def test_a_template_adds_to_the_authors_words_when_it_names_them() -> None:
    event = replace(item("Слёт\nгородов", "май"), age=Age(5, ""))

    assert cells(event, only("title", "{title}[ – {age_words}]")) == ["Слёт\nгородов – 5 лет"]


def test_heading_of_the_plan_can_stand_in_a_cell() -> None:
    assert cells(item("Форум", "май"), layout_named("by-month"))[-1] == "Форумы"


def test_lists_have_columns_of_their_own() -> None:
    city = replace(item("Вологда", "22 июля"), age=Age(875, ""))
    printed = arrange(
        plan(section("Юбилеи городов", city, grouping=Grouping.LIST)), layout_named("mag-plan")
    )

    assert [column(printed, index)[0] for index in range(4)] == [
        "1.",
        "Вологда",
        "875 лет",
        "22 июля",
    ]
