"""Three-way merge: the new document, the last one, and what people changed meanwhile."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.plans.trees import document, table

from planbook.matching import MergedRow, facets_of, merge_rows
from planbook.plans import EventDraft, extract_plan

pytestmark = pytest.mark.core
HEADER = ["№", "Мероприятие", "Срок", "Место", "Погода"]


def row(
    title: str = "Форум", when: str = "май", where: str = "Вологда", other: str = ""
) -> EventDraft:
    plan = document(
        "План мероприятий на 2023 год", table(HEADER, ["1.", title, when, where, other], columns=5)
    )
    return next(extract_plan(plan).items())


def words(merged: MergedRow) -> list[str]:
    return [cell.text for cell in merged.row.cells]


def test_nothing_changed_by_people_takes_the_new_document() -> None:
    new = row(when="12 мая")

    assert merge_rows(row(), new, row()) == MergedRow(new)


def test_changes_of_different_facets_meet() -> None:
    merged = merge_rows(row(), row(when="12 мая"), row(where="Псков"))

    assert words(merged) == ["1.", "Форум", "12 мая", "Псков", ""]


def test_understood_fields_go_with_their_words() -> None:
    merged = merge_rows(row(), row(when="12 мая"), row(where="Псков"))

    assert (merged.row.timing.edtf, [place.locality for place in merged.row.places]) == (
        "2023-05-12",
        ["Псков"],
    )


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    merged = merge_rows(row(), row(when="12 мая"), row(when="12 мая"))

    assert (merged.conflicts, merged.kept) == ((), ())


def test_different_changes_conflict_and_ours_stays() -> None:
    merged = merge_rows(row(), row(when="12 мая"), row(when="июнь"))

    told = [(one.facet.name, one.base, one.theirs, one.ours) for one in merged.conflicts]
    assert (told, words(merged)) == (
        [("timing", "май", "12 мая", "июнь")],
        ["1.", "Форум", "июнь", "Вологда", ""],
    )


@pytest.mark.parametrize(("choice", "when"), [("theirs", "12 мая"), ("ours", "июнь")])
def test_a_person_decides_a_conflict(choice: str, when: str) -> None:
    merged = merge_rows(row(), row(when="12 мая"), row(when="июнь"), {"timing": choice})

    assert merged.row.timing.text == when


def test_a_column_without_meaning_of_its_own_merges_too() -> None:
    merged = merge_rows(row(), row(when="12 мая"), row(other="ясно"))

    assert words(merged) == ["1.", "Форум", "12 мая", "Вологда", "ясно"]


def test_a_change_without_new_words_is_kept() -> None:
    ours = replace(row(), involvement=None, topic="О дорогах")

    merged = merge_rows(row(), row(when="12 мая"), ours)

    assert (merged.row.topic, [facet.name for facet in merged.kept]) == ("О дорогах", ["title"])


ROWS = st.builds(
    row,
    title=st.sampled_from(["Форум", "Слёт «Радуга»", "Участие в форуме"]),
    when=st.sampled_from(["май", "5–7 июня", "по согласованию"]),
    where=st.sampled_from(["Вологда", "г. Шуя (ВКС)", ""]),
    other=st.sampled_from(["", "дождь"]),
)


def said(of: EventDraft) -> dict[str, tuple[object, ...]]:
    """What a row says, facet by facet."""
    return {facet.name: facet.value(of) for facet in facets_of(of)}


@given(ROWS, ROWS)
def test_where_the_document_is_the_last_one_ours_stays(base: EventDraft, ours: EventDraft) -> None:
    merged = merge_rows(base, base, ours)

    assert (said(merged.row), merged.conflicts) == (said(ours), ())


@given(ROWS, ROWS)
def test_where_people_changed_nothing_the_document_counts(
    base: EventDraft, theirs: EventDraft
) -> None:
    assert merge_rows(base, theirs, base) == MergedRow(theirs)


@given(ROWS, ROWS)
def test_what_both_sides_say_stands(base: EventDraft, both: EventDraft) -> None:
    assert merge_rows(base, both, both) == MergedRow(both)
